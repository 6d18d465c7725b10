"""Look at what is to be published: no link of its page is relative, no file of it is missing.

python tools/check_package.py dist/NAME.whl dist/NAME.tar.gz
"""

from __future__ import annotations

import re
import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_LINK = re.compile(r"\]\((?!https://|#)([^)]*)\)")


def faults(package: Path) -> list[str]:
    """Say what is wrong with a wheel or an sdist."""
    if package.suffix == ".whl":
        with zipfile.ZipFile(package) as wheel:
            names = wheel.namelist()
            metadata = wheel.read(next(one for one in names if one.endswith("/METADATA")))
    else:
        with tarfile.open(package) as sdist:
            names = [one.partition("/")[2] for one in sdist.getnames()]
            member = next(one for one in sdist.getnames() if one.endswith("/PKG-INFO"))
            file = sdist.extractfile(member)
            metadata = file.read() if file else b""
    page = metadata.partition(b"\n\n")[2].decode()
    said = [f"a link leads nowhere: {link}" for link in _LINK.findall(page)]
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "pipeline").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    return said + [f"is missing: {name}" for name in sorted(wanted - set(names))]


if __name__ == "__main__":
    found = {name: faults(Path(name)) for name in sys.argv[1:]}
    for name, said in found.items():
        print(f"{name}: {'; '.join(said) or 'all links absolute, all files there'}")
    sys.exit(any(found.values()))
