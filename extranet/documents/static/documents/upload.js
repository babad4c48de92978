// Says before anything is sent that a file is too large; the server looks again.
for (const form of document.querySelectorAll("form[data-max-bytes]")) {
  const input = form.querySelector("input[type=file]");
  const problem = form.querySelector("[data-upload-problem]");

  const wrong = () => {
    const files = [...input.files];
    if (form.dataset.tooMany && files.length > Number(form.dataset.maxFiles)) return form.dataset.tooMany;
    const large = files.filter((file) => file.size > Number(form.dataset.maxBytes));
    const total = files.reduce((sum, file) => sum + file.size, 0);
    if (!large.length && total <= Number(form.dataset.maxRequestBytes)) return "";
    const named = (large.length ? large : files).map((file) => file.name).join(", ");
    return `${form.dataset.tooLarge} ${named}`;
  };

  const look = () => {
    problem.textContent = wrong();
    problem.hidden = !problem.textContent;
    return problem.hidden;
  };

  input.addEventListener("change", look);
  form.addEventListener("submit", (event) => {
    if (!look()) {
      event.preventDefault();
      input.focus();
    }
  });
}
