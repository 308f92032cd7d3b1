// What hostile journeys share: texts that would like to be more, and what they must not have done.
import type { Page } from "@playwright/test";

import { expect, signIn, type World } from "./fixtures";
import { CUSTOMER } from "./dial-plans";
import { DEMO } from "./numbers";

export const RUN = "globalThis.executed=1";
export const CORPUS = [
  `<img src=x onerror="${RUN}">`,
  `"><script>${RUN}</script>`,
  `'-${RUN}-'`,
  `' autofocus onfocus='${RUN}`,
  `</title></style></textarea><svg onload="${RUN}">`,
  `javascript:${RUN}//`,
  ` JaVa\tScRiPt:${RUN}`,
  `data:text/html,<script>parent.${RUN}</script>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>">`,
  `<a href="https://evil.example/" target="_top">press</a>`,
  `<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">`,
  `{{constructor.constructor('${RUN}')()}}`,
  `\${${RUN}}`,
  `=HYPERLINK("https://evil.example/","press")`,
  `@import url(https://evil.example/);*{background:url(https://evil.example/)}`,
  "https://user@evil.example/",
  "//evil.example/../../..",
  "..%2f..%2f%00%0d%0aSet-Cookie:%20a=b",
  "__proto__",
  "constructor",
  "\u202Eexe.sdrawkcab\u2066",
  "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f".repeat(20),
  "\u{1F469}\u200D\u{1F469}\u200D\u{1F467}".repeat(40),
  "\u0000\u0008\u001b[31m\u2028\u2029\ufeff",
  "W".repeat(2000),
  "two\nlines\r\nand\ttabs",
  "-1e309",
  "",
];

/** What a page needs to find the next one, and the sign-in's own answer. */
export const BUT = [
  "token", "expires_at", "id", "uuid", "callingProfileId", "msTenantId", "MsTenantId", "customerId", "dialPlanId",
  "siteLocationId", "taskId", "jobId", "UmpCustomerGuid", "status",
];

/** Nothing ran, nothing came in that runs, and nothing sticks out. */
export async function expectUnharmed(page: Page) {
  for (const width of [375, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const found = await page.evaluate(() => {
      const attributes = [...document.querySelectorAll("body *")].flatMap((element) =>
        [...element.attributes].filter(({ name }) => name.startsWith("on") || name === "srcdoc")
          .map(({ name }) => `${element.tagName} ${name}`));
      const links = [...document.querySelectorAll<HTMLAnchorElement>("a[href]")]
        .filter((link) => link.origin !== location.origin).map((link) => link.href);
      return {
        executed: Reflect.get(globalThis, "executed") as unknown,
        strangers: document.querySelectorAll("body script, iframe, frame, object, embed, base, img, meta[http-equiv]").length,
        attributes,
        links,
        sticksOut: document.documentElement.scrollWidth > innerWidth,
      };
    });
    expect(found, `${page.url()} at ${width}`).toEqual({ executed: undefined, strangers: 0, attributes: [], links: [], sticksOut: false });
  }
}

export const LISTS = ["/profiles", `/numbers?tenant=${DEMO}`, `/dial-plans?customer=${CUSTOMER}`, "/voice-profiles", "/services"];
export const PAGES = [
  "/",
  ...LISTS,
  "/voice-profiles/new",
  "/services/new",
  "/drift",
  "/tasks",
  "/activity",
  "/journal",
  "/doctor",
  "/device-data",
  "/about",
];

/** Signs in to both, so that a reload keeps it. */
export async function enter(page: Page, world: World) {
  page.setDefaultTimeout(20_000);
  await page.goto("/sign-in?next=/profiles");
  for (const name of ["Live Platform", "OpenTACT"]) {
    await page.getByRole("form", { name }).getByRole("checkbox", { name: "Keep for this tab" }).check();
  }
  await signIn(page, world, { opentact: true });
  await expect(page.getByRole("form", { name: "OpenTACT" }).getByLabel("Password", { exact: true })).toHaveCount(0);
  await signIn(page, world);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Sign in");
}

/** Waits until the page has what it asked the servers for. */
export async function settled(page: Page) {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
}

/** The texts of the answers are on the page, and as texts. */
export const expectShown = (page: Page) => expect(page.getByRole("main")).toContainText(/globalThis\.executed=1|evil\.example/);
