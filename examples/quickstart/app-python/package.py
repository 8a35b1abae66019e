"""Packs the Function with what it imports: `python package.py` writes dist/app.zip, on Linux for Linux."""

import pathlib
import subprocess
import sys
import zipfile

ROOT = pathlib.Path(__file__).parent
# Where the Functions host looks for packages.
PACKAGES = ROOT / ".python_packages" / "lib" / "site-packages"
OWN_FILES = ("host.json", "function_app.py", "caller.py")


def install() -> None:
    requirements = str(ROOT / "requirements.txt")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--no-compile"]
    subprocess.run([*pip, "--target", str(PACKAGES), "--requirement", requirements], check=True)


def pack(target: pathlib.Path) -> None:
    target.parent.mkdir(exist_ok=True)
    installed = (path for path in PACKAGES.rglob("*") if path.is_file() and path.suffix != ".pyc")
    files = [*(ROOT / name for name in OWN_FILES), *sorted(installed)]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for file in files:
            # One time for all files: the same code is the same package, so Terraform uploads it once.
            entry = zipfile.ZipInfo(file.relative_to(ROOT).as_posix(), (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            package.writestr(entry, file.read_bytes())


if __name__ == "__main__":
    install()
    pack(ROOT / "dist" / "app.zip")
