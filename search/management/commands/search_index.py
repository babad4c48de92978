import time

from django.core.management.base import BaseCommand, CommandError

from search.engines import all_engines
from search.engines.base import EngineUnavailable
from search.meaning import is_on, vectors
from search.models import Entry
from search.reports import answering, left_out_since
from search.services import repair


class Command(BaseCommand):
    help = (
        "Keep the search in step: `rebuild` reads everything anew, `check` compares what is "
        "published, the entries and the engines and exits with 1 where they differ, `repair` "
        "mends that, `status` counts, `vectors` makes those that are missing (SEARCH_MEANING)."
    )

    def add_arguments(self, parser):
        parser.add_argument("action", choices=("rebuild", "check", "repair", "status", "vectors"))
        parser.add_argument("--engine", help="only this engine, by name")

    def handle(self, *args, action, engine, **options):
        self.verbosity = options["verbosity"]
        self.engines = [one for one in all_engines() if engine in (None, one.name)]
        if not self.engines:
            raise CommandError(f"There is no engine “{engine}”.")
        getattr(self, f"do_{action}")()

    def do_rebuild(self):
        """Read everything anew, then build every engine anew from the entries."""
        count = repair.project_all(self.progress("things read"))
        self.stdout.write(f"{count} things read, {Entry.objects.alive().count()} entries")
        for engine in self.engines:
            count = self.ask(engine, lambda e: e.rebuild(self.progress(f"entries in {e.name}")))
            if count is not None:
                self.stdout.write(f"{engine.name}: {count} entries built anew")
        if self.failed():
            raise CommandError("An engine did not answer.")

    def do_check(self):
        """Compare, tell, and exit with 1 where anything differs."""
        mismatches = list(repair.mismatches())
        for mismatch in mismatches[:20]:
            self.stdout.write(f"out of step: {mismatch.kind} {mismatch.object_id}")
        self.stdout.write(f"published and entries: {len(mismatches)} out of step")
        clean = not mismatches
        for engine in self.engines:
            diff = self.ask(engine, lambda e: e.check())
            if diff is not None:
                self.tell(engine, diff)
                clean = clean and diff.clean
        if self.failed() or not clean:
            raise CommandError("The search is out of step: `search_index repair` mends it.")

    def do_repair(self):
        """Mend what `check` tells of."""
        self.stdout.write(f"{repair.repair_entries()} things read anew")
        for engine in self.engines:
            diff = self.ask(engine, lambda e: e.check())
            if diff is not None and not diff.clean:
                self.tell(engine, diff)
                self.ask(engine, lambda e, found=diff: e.repair(found) or True)
        if self.failed():
            raise CommandError("An engine did not answer.")

    def do_status(self):
        """Count entries, by language and kind, and say how each engine is."""
        rows = Entry.objects.alive().order_by("language", "kind")
        counts: dict[tuple[str, str], int] = {}
        for key in rows.values_list("language", "kind").iterator():
            counts[key] = counts.get(key, 0) + 1
        for (language, kind), count in counts.items():
            self.stdout.write(f"{language:<8}{kind:<16}{count:>8}")
        self.stdout.write(f"{Entry.objects.filter(deleted=True).count()} tombstones")
        for engine in self.engines:
            diff = self.ask(engine, lambda e: e.check())
            if diff is not None:
                self.tell(engine, diff)
            if since := left_out_since(engine):
                self.stdout.write(f"{engine.name}: searches do not ask it since {since:%F %T %Z}")
        self.stdout.write(f"searches are answered by: {answering()}")

    def do_vectors(self):
        """Make the vectors of meaning that are missing or of another encoder."""
        if not is_on():
            raise CommandError("Ranking by meaning is off: set SEARCH_MEANING.")
        count = vectors.fill(progress=self.progress("entries read for their meaning"))
        self.stdout.write(f"{count} vectors made")

    # --- Helpers ----------------------------------------------------------------------

    def ask(self, engine, question):
        """Return the engine's answer, or None where it does not answer."""
        try:
            return question(engine)
        except EngineUnavailable as error:
            self.silent = [*getattr(self, "silent", ()), engine.name]
            self.stderr.write(f"{engine.name} does not answer: {error}")
            return None

    def failed(self) -> bool:
        """Return whether an engine did not answer."""
        return bool(getattr(self, "silent", ()))

    def tell(self, engine, diff):
        """Write how an engine differs from the entries."""
        orphans = len(diff.orphans) + len(diff.strays)
        words = f"{len(diff.missing)} missing, {len(diff.stale)} old, {orphans} orphans"
        self.stdout.write(f"{engine.name}: {'in step' if diff.clean else words}")

    def progress(self, what: str):
        """Return a function that tells how far it is, at most once a second."""
        last = time.monotonic()

        def tell(done: int, total: int) -> None:
            nonlocal last
            if self.verbosity and time.monotonic() - last >= 1:
                last = time.monotonic()
                of = f" of {total}" if total > done else ""
                self.stdout.write(f"  {done}{of} {what}")

        return tell
