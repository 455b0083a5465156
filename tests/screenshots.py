"""Pictures of a running portal's pages: python -m tests.screenshots http://HOST:PORT

Both home pages and the first pages they lead to, on a phone and on a screen, are
written to screenshots/, so that a change of style can be looked at as a whole.
"""

import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Error, sync_playwright

from tests.conftest import CHROMIUM_FLAGS, chromium_path

FOLDER = Path(__file__).resolve().parent.parent / "screenshots"
WIDTHS = {"phone": 360, "screen": 1280}
PAGES = 12  # in each language


def main(site: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_FLAGS
        )
        page = browser.new_page()
        for language in ("fr", "en"):
            home = f"/{language}/"
            try:
                page.goto(site + home)
            except Error:
                sys.exit(
                    f"{site} does not answer: run `make demo` in another terminal."
                )
            links = page.eval_on_selector_all("a", "links => links.map(a => a.href)")
            paths = [urlsplit(link).path for link in links if link.startswith(site)]
            inside = [p for p in paths if p.startswith(home) and p != home]
            for path in [home, *dict.fromkeys(inside)][:PAGES]:
                name = path.strip("/").replace("/", "-")
                for device, width in WIDTHS.items():
                    page.set_viewport_size({"width": width, "height": 800})
                    page.goto(site + path)
                    picture = FOLDER / f"{name}-{device}.png"
                    page.screenshot(path=picture, full_page=True)
                    print(picture.relative_to(FOLDER.parent))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
