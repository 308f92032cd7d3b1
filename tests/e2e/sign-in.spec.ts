// Signing in, staying signed in, and being asked again.
import { expect, expectAccessible, shots, signIn, test } from "./fixtures";

const jwt = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;

test("a page without a session leads to Sign in and back, with its filters", async ({ page, world }) => {
  await page.goto("/profiles?region=APAC&q=Softbank");
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(page.getByText("You will go on to Calling profiles.")).toBeVisible();
  await shots(page, "sign-in");
  await expectAccessible(page);
  await signIn(page, world);
  await expect(page).toHaveURL(/\/profiles\?region=APAC&q=Softbank$/);
  await expect(page.getByRole("status").first()).toHaveText("1 of 21 profiles");
});

test("what people paste around a token does no harm", async ({ page, world }) => {
  await page.goto("/sign-in?next=/profiles");
  await page.getByLabel("Access token").fill(`  "Bearer ${world.token}"  `);
  await page.getByRole("form", { name: "Live Platform" }).getByRole("button", { name: "Connect" }).click();
  await expect(page.getByRole("status").first()).toHaveText("21 profiles");
});

test("an expired token is refused with its time, before any call", async ({ page, world, request }) => {
  await page.goto("/sign-in?next=/profiles");
  await page.getByLabel("Access token").fill(jwt({ exp: 1_700_000_000 }));
  await page.getByRole("form", { name: "Live Platform" }).getByRole("button", { name: "Connect" }).click();
  await expect(page.getByText(/This token expired on 14 Nov 2023/)).toBeVisible();
  await expect(page.getByLabel("Access token")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Access token")).toBeFocused();
  expect(await (await request.get(`/sandbox/worlds/${world.id}/requests`)).json()).toEqual([]);
});

test("a token that is no JWT is tried, and a 401 lands on its field", async ({ page }) => {
  await page.goto("/sign-in?next=/profiles");
  await page.getByLabel("Access token").fill("opaque");
  await page.getByRole("form", { name: "Live Platform" }).getByRole("button", { name: "Connect" }).click();
  await expect(page.getByText(/The server answered 401/)).toBeVisible();
  await expect(page.getByLabel("Access token")).toHaveValue("opaque");
});

test("a part of the program that does not arrive loses nothing", async ({ page, world }) => {
  await page.route("**/assets/part-connect-*", (route) => route.abort());
  await page.goto("/sign-in?next=/profiles");
  const form = page.getByRole("form", { name: "Live Platform" });
  await form.getByLabel("Access token").fill(world.token);
  await form.getByRole("button", { name: "Connect" }).click();
  await expect(form.getByRole("alert")).toContainText("A part of Cordboard did not arrive");
  await expect(form.getByLabel("Access token")).toHaveValue(world.token);
  await page.unroute("**/assets/part-connect-*");
  await form.getByRole("button", { name: "Connect" }).click();
  await expect(page.getByRole("status").first()).toHaveText("21 profiles");
});

test("both platforms are signed in to, each with its own credentials", async ({ page, world }) => {
  await page.goto("/sign-in?next=/profiles");
  await signIn(page, world, { opentact: true });
  await expect(page.getByText(world.email).first()).toBeVisible();
  await expect(page.getByLabel("Password")).toHaveCount(0);
  await signIn(page, world, { live: true });
  await expect(page.getByRole("heading", { name: "Calling profiles", level: 1 })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main" })).toContainText("OpenTACT");
});

test("a wrong password says so and keeps what was typed", async ({ page, world }) => {
  await page.goto("/sign-in");
  const form = page.getByRole("form", { name: "OpenTACT" });
  await form.getByRole("textbox", { name: "Email" }).fill(world.email);
  await form.getByLabel("Password").fill("wrong — ünïcode");
  await form.getByRole("button", { name: "Connect" }).click();
  await expect(page.getByText("The server answered 401: Wrong credentials. Check both and connect again.")).toBeVisible();
  await expect(form.getByRole("textbox", { name: "Email" })).toHaveValue(world.email);
});

test("Keep for this tab survives a reload, and only then", async ({ page, world }) => {
  await page.goto("/sign-in?next=/profiles");
  await page.getByRole("form", { name: "Live Platform" }).getByRole("checkbox", { name: "Keep for this tab" }).check();
  await signIn(page, world);
  await expect(page.getByRole("status").first()).toHaveText("21 profiles");
  await page.reload();
  await expect(page.getByRole("status").first()).toHaveText("21 profiles");
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("eyJ");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain("eyJ");
});

test("a token is in memory only unless asked to keep", async ({ page, world }) => {
  await page.goto("/sign-in?next=/profiles");
  await signIn(page, world);
  await expect(page.getByRole("status").first()).toHaveText("21 profiles");
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  expect(stored).not.toContain("eyJ");
  expect(await page.locator("body").innerText()).not.toContain("eyJ");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
});

test("a session that ends asks again over the page and goes on", async ({ page, world, request }) => {
  await page.goto("/sign-in?next=/profiles");
  await signIn(page, world);
  await page.getByRole("combobox", { name: "Region" }).selectOption("APAC");
  await request.post(`/sandbox/worlds/${world.id}/faults`, {
    data: [{ path: "/api/v2/oc/callingprofile", expire_token: true, times: 1 }],
  });
  await page.getByRole("button", { name: "Refresh" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await expect(dialog).toBeVisible();
  await shots(page, "sign-in-again");
  await expectAccessible(page);
  await expect(page.getByText("2 of 21 profiles")).toBeAttached();
  const minted = await (await request.post(`/sandbox/worlds/${world.id}/tokens`, { data: { expires_in: 3600 } })).json();
  await dialog.getByLabel("Access token").fill(minted.token);
  await dialog.getByRole("button", { name: "Connect" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("status").first()).toHaveText("2 of 21 profiles");
  await expect(page.getByRole("button", { name: "Refresh" })).not.toHaveAttribute("aria-busy", "true");
});

test("next leads only to pages of this app", async ({ page, world }) => {
  await page.goto("/sign-in?next=https://evil.example/");
  await signIn(page, world);
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
});

test("an unknown address shows a way home", async ({ page, world }) => {
  await page.goto("/sign-in");
  await signIn(page, world);
  await page.goto("/nowhere/at/all");
  await expect(page.getByRole("heading", { name: "Page not found", level: 1 })).toBeVisible();
  await expectAccessible(page);
});
