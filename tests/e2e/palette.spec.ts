// The command palette: pages, actions and whatever is pasted, by the keyboard alone.
import type { Page } from "@playwright/test";

import { expect, expectAccessible, shots, signIn, test, type World } from "./fixtures";

const TENANT = "f94238e5-4f2c-4e1b-8125-2d27122ca75f";
const CUSTOMER = "df6f5ea9-2e92-482a-92f6-79094815588d";
const PROFILE = "d12aa76a-d719-4db9-bf78-7ea8bec1d7b5";
const VOICE_PROFILE = "d9d46091-0501-486e-b319-a7fa7216fa13";
const NUMBER = "+61397508869";

const palette = (page: Page) => page.getByRole("dialog", { name: "Command palette" });
const box = (page: Page) => palette(page).getByRole("combobox");
const options = (page: Page) => palette(page).getByRole("option");

async function start(page: Page, world: World, apis = { live: true, opentact: false }) {
  await page.goto("/sign-in?next=/tasks");
  await signIn(page, world, { live: true });
  await expect(page.getByRole("heading", { name: "Tasks", level: 1 })).toBeVisible();
  if (!apis.opentact) return;
  // The second session is opened where its pages ask for it.
  await page.getByRole("link", { name: "Voice profiles", exact: true }).click();
  await signIn(page, world, { opentact: true });
  await expect(page.getByRole("heading", { name: "Voice profiles", level: 1 })).toBeVisible();
}

async function open(page: Page) {
  await page.keyboard.press("Control+k");
  await expect(box(page)).toBeFocused();
}

/** Pastes, as a clipboard does: all at once. */
async function go(page: Page, text: string) {
  await open(page);
  await page.keyboard.insertText(text);
  await page.keyboard.press("Enter");
}

test("pages and actions are found by typing, with the keyboard alone", async ({ page, world }) => {
  await start(page, world);
  await open(page);
  await expect(options(page).first()).toHaveText(/Overview/);
  await shots(page, "palette");
  await expectAccessible(page);
  await page.keyboard.type("new");
  await expect(options(page).first()).toContainText("New service");
  await expect(box(page)).toHaveAttribute("aria-activedescendant", (await options(page).first().getAttribute("id")) ?? "");
  await page.keyboard.press("ArrowDown");
  await expect(options(page).nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "New service", level: 1 })).toBeVisible();
  await open(page);
  await page.keyboard.press("Escape");
  await expect(palette(page)).toBeHidden();
  await page.getByRole("button", { name: "Command palette" }).click();
  await expect(box(page)).toBeFocused();
  await page.keyboard.type("zzzz");
  await expect(palette(page)).toContainText("Nothing has this name.");
  await page.setViewportSize({ width: 375, height: 812 });
  await expectAccessible(page);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("sign out");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
});

test("an id of a profile, a customer or a voice profile leads to its page", async ({ page, world }) => {
  await start(page, world, { live: true, opentact: true });
  await go(page, ` {${PROFILE.toUpperCase()}} `);
  await expect(page).toHaveURL(new RegExp(`/profiles/${PROFILE}`));
  await go(page, CUSTOMER);
  await expect(page).toHaveURL(new RegExp(`/services/${CUSTOMER}`));
  await go(page, VOICE_PROFILE);
  await expect(page).toHaveURL(new RegExp(`/voice-profiles/${VOICE_PROFILE}`));
});

test("a tenant offers its numbers and its service", async ({ page, world }) => {
  await start(page, world);
  await open(page);
  await page.keyboard.insertText(TENANT);
  await expect(options(page)).toHaveCount(2);
  await expect(options(page).nth(1)).toContainText("Service of this tenant");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/numbers\\?tenant=${TENANT}`));
});

test("an id that no list has offers where to look", async ({ page, world }) => {
  await start(page, world);
  await open(page);
  await page.keyboard.insertText("00000000-1111-4222-8333-444444444444");
  await expect(palette(page)).toContainText("No list that could be read has this id.");
  await options(page).filter({ hasText: "Dial plans of this customer" }).click();
  await expect(page).toHaveURL(/\/dial-plans\?customer=00000000-1111-4222-8333-444444444444/);
});

test("a number in any formatting is looked for on the server, and opened", async ({ page, world }) => {
  await start(page, world);
  await go(page, "\u202a+61 (3) 9750\u20118869\u202c");
  await expect(page).toHaveURL(new RegExp(`/numbers\\?tenant=${TENANT}&number=${encodeURIComponent(NUMBER)}`));
  await expect(page.getByRole("button", { name: "Close details" })).toBeVisible();
});

test("a number of a tenant that is loaded is found without a call", async ({ page, world, request }) => {
  await start(page, world);
  await page.goto(`/sign-in?next=${encodeURIComponent(`/numbers?tenant=${TENANT}`)}`);
  await signIn(page, world);
  await expect(page.getByRole("status").first()).toHaveText("2 numbers");
  await page.getByRole("link", { name: "Tasks", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Tasks", level: 1 })).toBeVisible();
  await go(page, "0061 3 9750 8869");
  await expect(page).toHaveURL(new RegExp(`/numbers\\?tenant=${TENANT}&number=`));
  const asked = await request.get(`/sandbox/worlds/${world.id}/requests?path=/ac/tenantui/api/v2/oc/numbers/`);
  expect(await asked.json()).toEqual([]);
});

test("a number that nobody has says so", async ({ page, world }) => {
  await start(page, world);
  await go(page, "+44 20 7946 0000");
  await expect(palette(page)).toContainText("No tenant has this number");
});

test("a host name leads to its calling profile, or offers those that name it", async ({ page, world }) => {
  await start(page, world);
  await open(page);
  await page.keyboard.insertText("https://OC1.sandbox2.audiocodes.be:5061/");
  await expect(options(page).filter({ hasText: "Calling profile" }).first()).toBeVisible();
  const count = await options(page).count();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(count > 1 ? /\/profiles/ : /\/profiles\/[0-9a-f-]{36}/);
  await open(page);
  await page.keyboard.insertText("nobody.example.net");
  await expect(palette(page)).toContainText("No trunk and no SBC of a calling profile has this name.");
});

test("a task id leads to the task", async ({ page, world }) => {
  await page.goto(`/sign-in?next=${encodeURIComponent("/services/new")}`);
  await signIn(page, world);
  await page.getByRole("textbox", { name: "Microsoft tenant ID", exact: true }).fill("f9f53ee0-56e1-43f6-8fe3-5fb322986657");
  await page.getByRole("textbox", { name: "Customer short name", exact: true }).fill("Pasted");
  await page.getByRole("textbox", { name: "Customer full name", exact: true }).fill("Pasted");
  await page.getByRole("button", { name: "Create service", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^The service (is|is being|was not) created$/ })).toBeVisible();
  await go(page, "wst_80b54f45-6643-4fdf-960a-638c18edb787");
  await expect(page).toHaveURL(/\/tasks\?task=wst_80b54f45-6643-4fdf-960a-638c18edb787/);
  await expect(page.getByRole("region", { name: "Task wst_80b54f45-6643-4fdf-960a-638c18edb787" })).toBeVisible();
  await go(page, "tsk_404");
  await expect(palette(page)).toContainText("This device has not seen a task with this id.");
});
