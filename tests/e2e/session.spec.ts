// What a session outlives: a lost network, an expiry, a lock, another tab, a deployment.
import type { APIRequestContext, Page } from "@playwright/test";

import { WIRE, expect, expectAccessible, shots, signIn, test, type World } from "./fixtures";

const PROFILES = "/api/v2/oc/callingprofile";
const CUSTOMER = "df6f5ea9-2e92-482a-92f6-79094815588d";

const status = (page: Page) => page.getByRole("status").first();
const refresh = (page: Page) => page.getByRole("button", { name: "Refresh" });

async function openProfiles(page: Page, world: World) {
  await page.goto("/sign-in?next=/profiles");
  await signIn(page, world);
  await expect(status(page)).toHaveText("21 profiles");
}

async function configure(page: Page, environment: object, rest: object = {}) {
  const apis = { livePlatform: { baseUrl: "/ac/tenantui", auth: "token" }, openTact: { baseUrl: "/ot/rest", auth: "password" } };
  const config = { environments: [{ name: "Sandbox", kind: "sandbox", ...apis, ...environment }], ...rest };
  await page.route("**/config.json", (route) => route.fulfill({ json: config }));
}

async function requests(request: APIRequestContext, world: World, query = ""): Promise<unknown[]> {
  return (await (await request.get(`/sandbox/worlds/${world.id}/requests${query}`)).json()) as unknown[];
}

async function token(request: APIRequestContext, world: World, expires_in: number): Promise<string> {
  const minted = await request.post(`/sandbox/worlds/${world.id}/tokens`, { data: { expires_in } });
  return ((await minted.json()) as { token: string }).token;
}

async function giveToken(page: Page, value: string) {
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.getByLabel("Access token").fill(value);
  await dialog.getByRole("button", { name: "Connect" }).click();
  await expect(dialog).toBeHidden();
}

test("without a network the page stays readable, and reading goes on when it is back", async ({ page, context, world, request }) => {
  await openProfiles(page, world);
  await context.setOffline(true);
  await expect(page.getByRole("alert")).toContainText("No network");
  await refresh(page).click();
  await expect(refresh(page)).toHaveAttribute("aria-busy", "true");
  await expect(status(page)).toHaveText("21 profiles");
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  await shots(page, "offline");
  await expectAccessible(page);
  const before = (await requests(request, world)).length;
  await context.setOffline(false);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(refresh(page)).not.toHaveAttribute("aria-busy", "true");
  expect(await requests(request, world)).toHaveLength(before + 1);
});

test.describe("a token that is about to end", () => {
  test("is counted down and renewed without leaving the page", async ({ page, world, request }) => {
    await page.goto("/sign-in?next=/profiles");
    await signIn(page, { ...world, token: await token(request, world, 200) });
    await page.getByRole("combobox", { name: "Region" }).selectOption("APAC");
    await expect(page.getByText(/The Live Platform token ends in \d min/)).toBeVisible();
    await shots(page, "token-ends");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Renew Live Platform" }).click();
    const dialog = page.getByRole("dialog", { name: "Sign in again" });
    await expect(dialog).toContainText("is still good");
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await page.getByRole("button", { name: "Renew Live Platform" }).click();
    await giveToken(page, await token(request, world, 3_600));
    await expect(page.getByText(/token ends in/)).toHaveCount(0);
    await expect(status(page)).toHaveText("2 of 21 profiles");
  });

  test("is told of before a job that may outlast it", async ({ page, world, request }) => {
    await page.goto(`/sign-in?next=${encodeURIComponent(`/dial-plans?customer=${CUSTOMER}`)}`);
    await signIn(page, { ...world, token: await token(request, world, 100) });
    await page.getByRole("checkbox", { name: /^Select rule/ }).first().check();
    await page.getByRole("button", { name: "Remove selected" }).click();
    await page.getByRole("button", { name: "Review changes" }).click();
    const review = page.getByRole("dialog", { name: "Review changes" });
    await expect(review.getByText(/It may take 3 min, and the Live Platform token lasts 1 min more/)).toBeVisible();
    await shots(page, "job-outlasts");
    await review.getByRole("button", { name: "Renew the token" }).click();
    await giveToken(page, await token(request, world, 3_600));
    await expect(review.getByText(/It may take/)).toHaveCount(0);
    await expect(review.getByRole("button", { name: "Apply changes" })).toBeVisible();
  });
});

test.describe("the idle lock", () => {
  test("hides the page, lets no call leave, and loses nothing", async ({ page, world, request }) => {
    await page.clock.install();
    await openProfiles(page, world);
    await page.getByRole("searchbox", { name: "Search" }).fill("Softbank");
    await page.clock.fastForward("14:00");
    await expect(page.getByRole("heading", { name: "Calling profiles" })).toBeVisible();
    await page.clock.fastForward("01:30");
    const dialog = page.getByRole("dialog", { name: "Locked" });
    await expect(dialog).toBeVisible();
    await expect(page.getByRole("heading", { name: "Calling profiles" })).toBeHidden();
    await expect(page.getByRole("button", { name: "Sign out" })).toHaveCount(1);
    await shots(page, "locked");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(dialog).toBeVisible();
    const before = (await requests(request, world)).length;
    await page.evaluate(() => document.querySelectorAll("button").forEach((button) => button.textContent === "Refresh" && button.click()));
    await page.clock.runFor(2_000);
    expect(await requests(request, world)).toHaveLength(before);
    await dialog.getByRole("button", { name: "Unlock" }).click();
    await expect(page.getByRole("searchbox", { name: "Search" })).toHaveValue("Softbank");
    await expect(status(page)).toHaveText("1 of 21 profiles");
    await expect.poll(async () => (await requests(request, world)).length).toBe(before + 1);
  });

  test("gives the tokens up in production, and signing in again unlocks", async ({ page, world }) => {
    await configure(page, { kind: "production" });
    await page.clock.install();
    await openProfiles(page, world);
    await page.clock.fastForward("15:30");
    await expect(page.getByRole("heading", { name: "Calling profiles" })).toBeHidden();
    await expect(page.getByRole("dialog", { name: "Sign in again" })).toContainText("Nobody used Cordboard here for 15 minutes");
    await giveToken(page, world.token);
    await expect(page.getByRole("heading", { name: "Calling profiles" })).toBeVisible();
    await expect(status(page)).toHaveText("21 profiles");
  });

  test("comes after the minutes that config.json gives, or never", async ({ page, world }) => {
    await configure(page, {}, { idleLock: { minutes: 0 } });
    await page.clock.install();
    await openProfiles(page, world);
    await page.clock.fastForward("08:00:00");
    await expect(page.getByRole("heading", { name: "Calling profiles" })).toBeVisible();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });
});

test.describe("signing out", () => {
  const keep = (page: Page) =>
    page.getByRole("form", { name: "Live Platform" }).getByRole("checkbox", { name: "Keep for this tab" }).check();

  test("ends the session of every tab that is open", async ({ page, context, world }) => {
    const other = await context.newPage();
    for (const tab of [page, other]) await openProfiles(tab, world);
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
    await expect(other.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
    await expect(other.getByRole("grid")).toHaveCount(0);
  });

  test("ends what a tab had kept while it was away", async ({ page, context, world }) => {
    const other = await context.newPage();
    await other.goto("/sign-in?next=/profiles");
    await keep(other);
    await signIn(other, world);
    await expect(status(other)).toHaveText("21 profiles");
    const away = other.url();
    await other.goto("about:blank");
    await openProfiles(page, world);
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
    await other.goto(away);
    await expect(other.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
    expect(await other.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain("eyJ");
    // Whoever signs in afterwards stays.
    await keep(other);
    await signIn(other, world);
    await expect(status(other)).toHaveText("21 profiles");
    await other.reload();
    await expect(status(other)).toHaveText("21 profiles");
  });

  test("leaves unfinished work, and forgets it when asked to", async ({ page, world }) => {
    const plan = `/dial-plans?customer=${CUSTOMER}`;
    const stage = async () => {
      await page.goto(`/sign-in?next=${encodeURIComponent(plan)}`);
      await signIn(page, world);
    };
    const pending = page.getByRole("region", { name: "Pending changes" });
    await stage();
    await page.getByRole("checkbox", { name: /^Select rule/ }).first().check();
    await page.getByRole("button", { name: "Remove selected" }).click();
    await expect(pending.getByText(/Saved|saved/)).toBeVisible();
    await page.getByRole("button", { name: "Sign out" }).click();
    const form = page.getByRole("form", { name: "Unfinished work" });
    await expect(form).toContainText("1 change set");
    await shots(page, "unfinished");
    await expectAccessible(page);

    await stage();
    await expect(pending).toContainText("1");
    await page.getByRole("button", { name: "Sign out" }).click();
    await form.getByRole("checkbox", { name: "Also forget unfinished work" }).check();
    await form.getByRole("button", { name: "Forget" }).click();
    await expect(page.getByText("Unfinished work was forgotten.")).toBeVisible();
    await stage();
    await expect(status(page)).toHaveText(/rules?$/);
    await expect(page.getByRole("button", { name: "Review changes" })).toHaveCount(0);
  });

  test("unfinished work goes by itself after 30 days", async ({ page, world }) => {
    await page.clock.install();
    await page.goto("/sign-in?next=/services/new");
    await signIn(page, world);
    await page.getByRole("textbox", { name: "Customer short name" }).fill("Kept");
    await page.clock.runFor(1_000);
    await expect(page.getByText(/Draft saved on this device/)).toBeVisible();
    const drafts = () =>
      page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const opening = indexedDB.open("cordboard");
            opening.onsuccess = () => {
              const counting = opening.result.transaction("drafts").objectStore("drafts").count();
              counting.onsuccess = () => resolve(counting.result);
            };
          }),
      );
    /** The device is looked through three seconds after the start. */
    const startAfter = async (days: number) => {
      await page.clock.fastForward(days * 86_400_000);
      await page.reload();
      await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
      await page.clock.runFor(4_000);
    };
    await startAfter(29);
    await expect.poll(() => page.evaluate(() => localStorage.getItem("cordboard:looked-through"))).not.toBeNull();
    expect(await drafts()).toBe(1);
    await startAfter(2);
    await expect.poll(drafts).toBe(0);
  });
});

test.describe("the pace", () => {
  test("is ten calls in ten seconds, and what waits is said", async ({ page, world, request }) => {
    await page.clock.install();
    await openProfiles(page, world);
    // Time stands still, and what was called before is forgotten.
    await page.clock.pauseAt(Date.now() + 60_000);
    for (let press = 0; press < 10; press += 1) {
      const before = (await requests(request, world)).length;
      await refresh(page).click();
      await expect.poll(async () => (await requests(request, world)).length).toBe(before + 1);
      await expect(refresh(page)).not.toHaveAttribute("aria-busy", "true");
    }
    await refresh(page).click();
    await expect(page.getByText("1 call waits: Live Platform gets no more")).toBeVisible();
    await shots(page, "held-back");
    const before = (await requests(request, world)).length;
    await page.clock.runFor(10_000);
    await expect(page.getByText(/call waits/)).toHaveCount(0);
    await expect.poll(async () => (await requests(request, world)).length).toBe(before + 1);
  });

  test("a fault that passes is not seen, and a read is sent thrice at most", WIRE, async ({ page, world, request }) => {
    await openProfiles(page, world);
    const fault = (data: object) => request.post(`/sandbox/worlds/${world.id}/faults`, { data: [{ path: PROFILES, ...data }] });
    const reads = async () => (await requests(request, world, `?path=${PROFILES}`)).length;
    for (const passing of [{ status: 502, html: true }, { status: 429, headers: { "Retry-After": "1" } }, { drop: "before-effect" }]) {
      const before = await reads();
      await fault({ ...passing, times: 1 });
      await refresh(page).click();
      await expect.poll(reads).toBe(before + 2);
      await expect(refresh(page)).not.toHaveAttribute("aria-busy", "true");
      await expect(page.getByRole("alert")).toHaveCount(0);
    }
    const before = await reads();
    await fault({ status: 503, times: 9 });
    await refresh(page).click();
    await expect(page.getByRole("alert")).toContainText("503");
    expect(await reads()).toBe(before + 3);
  });
});

test("a new version is offered, and loading it loses no staged work", async ({ page, world }) => {
  await page.clock.install();
  await page.route("**/version.json", (route) => route.fulfill({ json: { version: "9.9.9", build: "another" } }));
  await openProfiles(page, world);
  await page.clock.fastForward("06:00");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect(page.getByText("A new version of Cordboard is there.")).toBeVisible();
  await expect(page.getByText("You will be asked to sign in again.")).toBeVisible();
  await shots(page, "new-version");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Later" }).click();
  await expect(page.getByText("A new version of Cordboard is there.")).toHaveCount(0);
});
