// Passkeys: asks the device, puts its answer into the form and sends it.
// data-passkey says what is asked: "create" a passkey, "get" an answer of one the site names in
// data-options, or "login" with any that the device keeps, named by the server when it is wanted.

const bytes = (text) => Uint8Array.from(
  atob(text.replace(/-/g, "+").replace(/_/g, "/")),
  (char) => char.charCodeAt(0),
);
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function parsed(options) {
  const known = (list) => (list || []).map((entry) => ({ ...entry, id: bytes(entry.id) }));
  const result = { ...options, challenge: bytes(options.challenge) };
  if (options.user) {
    result.user = { ...options.user, id: bytes(options.user.id) };
    result.excludeCredentials = known(options.excludeCredentials);
  } else {
    result.allowCredentials = known(options.allowCredentials);
  }
  return result;
}

function written(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const said = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(said),
  });
}

async function optionsOf(form) {
  if (form.dataset.passkey === "login") {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    return (await answer.json()).request_options;
  }
  const given = JSON.parse(document.getElementById(form.dataset.options).textContent);
  return given.creation_options || given.request_options;
}

async function ask(form) {
  const publicKey = parsed((await optionsOf(form)).publicKey);
  if (form.dataset.passkey !== "create") return navigator.credentials.get({ publicKey });
  const alone = form.elements.passwordless.checked;
  Object.assign(publicKey.authenticatorSelection, {
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone && { userVerification: "required" }),
  });
  return navigator.credentials.create({ publicKey });
}

const REASONS = { NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "known" };

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const said = form.querySelector("[data-passkey-said]");
  if (!window.PublicKeyCredential) {
    said.textContent = said.dataset.unsupported;
    continue;
  }
  form.querySelector("button").hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.textContent = "";
    try {
      form.elements.credential.value = written(await ask(form));
      form.submit();
    } catch (error) {
      said.textContent = said.dataset[REASONS[error.name] || "failed"];
    }
  });
}
