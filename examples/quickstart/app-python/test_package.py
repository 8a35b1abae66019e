import pathlib
import tempfile
import unittest
import zipfile

import package


class PackageTest(unittest.TestCase):
    def test_holds_the_function_and_is_the_same_for_the_same_code(self):
        with tempfile.TemporaryDirectory() as folder:
            first, second = pathlib.Path(folder, "first.zip"), pathlib.Path(folder, "second.zip")
            package.pack(first)
            package.pack(second)
            self.assertEqual(first.read_bytes(), second.read_bytes())
            names = zipfile.ZipFile(first).namelist()
            self.assertEqual(names[:3], ["host.json", "function_app.py", "caller.py"])


if __name__ == "__main__":
    unittest.main()
