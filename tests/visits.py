"""A person at a browser: signed in, each page met looked at on the way."""

from django.urls import reverse
from django.utils.translation import override

from tests import factories
from tests.site.test_accessibility import violations


class Visit:
    """One person's browser window, in a language."""

    def __init__(self, browser, site: str, language: str, scripts: bool, person):
        self.site, self.language, self.scripts = site, language, scripts
        # The English window is narrow and dark.
        narrow = language == "en"
        self.context = browser.new_context(
            java_script_enabled=scripts,
            viewport={"width": 360 if narrow else 1280, "height": 900},
            color_scheme="dark" if narrow else "light",
        )
        self.page = self.context.new_page()
        self.open("account_login")
        self.page.fill("#id_login", person.email)
        self.page.fill("#id_password", factories.PASSWORD)
        self.press()

    def open(self, name: str, *args) -> int:
        with override(self.language):
            answer = self.page.goto(self.site + reverse(name, args=args))
        self.look()
        return answer.status

    def press(self, form: str = "main form") -> None:
        self.page.locator(f"{form} button").last.click()
        self.page.wait_for_load_state()
        self.look()

    def send(self, name: str, *args) -> None:
        """Press the button of the form that leads to an address."""
        with override(self.language):
            self.press(f'form[action="{reverse(name, args=args)}"]')

    def consent_and_send(self, name: str, *args) -> None:
        self.page.check("#consent")
        self.send(name, *args)

    def look(self) -> None:
        """No page scrolls sideways; axe needs scripts of its own."""
        page = self.page
        if self.scripts:
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= page.viewport_size["width"], page.url
            # What a missing page says is looked at with the site's own pages.
            assert violations(page) == [], page.url

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()
