// What every journey starts from: a world of its own, and watches that fail it afterwards.
import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type BrowserContext, type Page } from "@playwright/test";

import { WIRE } from "./servers";

export { expect, WIRE };

/** One imitation of both vendors' servers, and what signs in to it. */
export interface World {
  id: string;
  token: string;
  email: string;
  password: string;
}

interface Fixtures {
  /** Options for this test's world, as the sandbox's control address takes them. */
  worldOptions: Record<string, unknown>;
  world: World;
  /** Watches the whole test; nothing to use. */
  watch: void;
}

export const test = base.extend<Fixtures>({
  baseURL: async ({ baseURL }, use, info) => {
    const straight = process.env.CORDBOARD_STRAIGHT;
    await use(straight && info.tags.includes(WIRE.tag) ? straight : baseURL);
  },

  worldOptions: [{}, { option: true }],

  world: async ({ request, worldOptions }, use) => {
    const made = await request.post("/sandbox/worlds", { data: worldOptions });
    expect(made.ok(), await made.text()).toBe(true);
    await use((await made.json()) as World);
  },

  watch: [
    async ({ context, baseURL }, use) => {
      const problems: string[] = [];
      await watchPolicy(context, problems);
      watchRequests(context, String(baseURL), problems);
      const printed: string[] = [];
      context.on("console", (message) => printed.push(message.text()));
      await use();
      for (const line of printed) {
        if (SECRET.test(line)) problems.push(`the console shows a secret: ${line}`);
      }
      for (const page of context.pages()) {
        if (SECRET.test(page.url())) problems.push(`the address holds a secret: ${page.url()}`);
      }
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

/** Every token here is a JWT, and so begins like this. */
const SECRET = /eyJ[\w-]{8,}\./;

async function watchPolicy(context: BrowserContext, problems: string[]) {
  await context.exposeFunction("reportViolation", (violation: string) => {
    problems.push(`the policy was violated: ${violation}`);
  });
  await context.addInitScript(() => {
    const report = Reflect.get(globalThis, "reportViolation") as (violation: string) => void;
    document.addEventListener("securitypolicyviolation", (event) => {
      report(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
}

/** Nothing may leave the page's own origin: the sandbox serves the app and both APIs on one. */
function watchRequests(context: BrowserContext, own: string, problems: string[]) {
  const origin = new URL(own).origin;
  context.on("request", (request) => {
    const url = new URL(request.url());
    const isLocal = ["data:", "blob:"].includes(url.protocol);
    if (!isLocal && url.origin !== origin) problems.push(`a request went to ${url.origin}`);
  });
}

/** Signs in on the page shown, which has to be Sign in. */
export async function signIn(page: Page, world: World, apis: { live?: boolean; opentact?: boolean } = { live: true }) {
  if (apis.live) {
    const form = page.getByRole("form", { name: "Live Platform", exact: true });
    await form.getByLabel("Access token", { exact: true }).fill(world.token);
    await form.getByRole("button", { name: "Connect", exact: true }).click();
  }
  if (apis.opentact) {
    const form = page.getByRole("form", { name: "OpenTACT", exact: true });
    await form.getByRole("textbox", { name: "Email", exact: true }).fill(world.email);
    await form.getByLabel("Password", { exact: true }).fill(world.password);
    await form.getByRole("button", { name: "Connect", exact: true }).click();
  }
}

/** Fails on anything that axe calls serious or critical, in light and in dark. */
export async function expectAccessible(page: Page) {
  for (const colorScheme of ["light", "dark"] as const) {
    // Half-way through a change of colours every contrast is wrong.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const grave = violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, help, nodes }) => ({ id, help, at: nodes.map(({ target }) => target.join(" ")) }));
    expect(grave, colorScheme).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

/** Makes the page as narrow as a phone: everybody can use it there, and nothing sticks out. */
export async function expectFitsPhone(page: Page) {
  await page.setViewportSize({ width: 375, height: 812 });
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
}

/** With CORDBOARD_SHOTS naming a folder, keeps pictures of the page: light, dark, and 375 px wide. */
export async function shots(page: Page, name: string) {
  const folder = process.env.CORDBOARD_SHOTS;
  if (!folder) return;
  const usual = page.viewportSize();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` });
    await page.setViewportSize({ width: 375, height: 812 });
    await page.screenshot({ path: `${folder}/phone-${name}-${colorScheme}.png` });
    if (usual) await page.setViewportSize(usual);
  }
  await page.emulateMedia({ colorScheme: null });
}
