// What config.json says, and what a broken one leads to.
import type { Page } from "@playwright/test";
import { WIRE, expect, expectAccessible, signIn, test } from "./fixtures";

const LIVE = { baseUrl: "/ac/tenantui", auth: "token" };
const OPENTACT = { baseUrl: "/ot/rest", auth: "password" };

async function configure(page: Page, config: unknown) {
  const body = typeof config === "string" ? config : JSON.stringify(config, null, 2);
  await page.route("**/config.json", (route) => route.fulfill({ contentType: "application/json", body }));
}

const said = (page: Page) => page.getByRole("alert");

test("a broken file is named with its line and what was expected", async ({ page }) => {
  await configure(page, '{\n  "environments": [\n    { "name": "Sandbox", "kind": "produktion" }\n  ]\n}');
  await page.goto("/profiles");
  await expect(page.getByRole("heading", { name: "config.json cannot be used", level: 1 })).toBeVisible();
  await expect(said(page)).toContainText("config.json, line 3");
  await expect(said(page)).toContainText("production");
  await expectAccessible(page);
  await page.unroute("**/config.json");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
});

test("text that is no JSON is told where it breaks off", async ({ page }) => {
  await configure(page, '{\n  "environments": [,]\n}');
  await page.goto("/");
  await expect(said(page)).toContainText("config.json, line 2");
});

test("a file that is not there is asked for by its address", async ({ page }) => {
  await page.route("**/config.json", (route) => route.fulfill({ status: 404, body: "no" }));
  await page.goto("/");
  await expect(said(page)).toContainText("there is no file at /config.json");
});

test("a key that nobody knows is reported and does no harm", async ({ page }) => {
  const printed: string[] = [];
  page.on("console", (message) => printed.push(message.text()));
  await configure(page, { environments: [{ name: "Sandbox", kind: "sandbox", livePlatform: LIVE, colour: "red" }] });
  await page.goto("/");
  await expect(page.getByRole("form", { name: "Live Platform" })).toBeVisible();
  expect(printed.join("\n")).toContain("colour");
});

test("an API that is not configured says so on its pages", async ({ page, world }) => {
  await configure(page, { environments: [{ name: "Half", kind: "sandbox", livePlatform: LIVE }] });
  await page.goto("/voice-profiles");
  await expect(page.getByText("OpenTACT is not configured")).toBeVisible();
  await page.goto("/sign-in?next=/profiles");
  await signIn(page, world);
  await expect(page.getByRole("status").first()).toHaveText("21 profiles");
});

test("several environments are chosen between, and each has its own session", async ({ page, world }) => {
  await configure(page, {
    environments: [
      { name: "Test bed", kind: "sandbox", livePlatform: LIVE, openTact: OPENTACT },
      { name: "Europe", kind: "production", readOnly: true, livePlatform: LIVE, openTact: OPENTACT },
    ],
  });
  await page.goto("/sign-in?next=/profiles");
  await signIn(page, world);
  await expect(page.getByRole("status").first()).toHaveText("21 profiles");
  const choice = page.getByRole("banner").getByRole("combobox", { name: "Environment" });
  await choice.selectOption("Europe");
  await expect(page).toHaveURL(/env=Europe/);
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
  await expect(page.getByRole("banner")).toContainText(/production/i);
  await expect(page.getByRole("banner")).toContainText("read only");
  await page.goBack();
  await expect(page.getByRole("status").first()).toHaveText("21 profiles");
  await expect(choice).toHaveValue("Test bed");
});

test.describe("behind a gateway", WIRE, () => {
  const gateway = (id: string) => ({
    environments: [
      {
        name: "Gateway",
        kind: "staging",
        livePlatform: { ...LIVE, auth: "gateway" },
        openTact: { ...OPENTACT, auth: "gateway" },
        signInUrl: `/sandbox/gateway/sign-in?world=${id}&next=/profiles`,
        signOutUrl: "/sandbox/gateway/sign-out",
      },
    ],
  });

  test("the asked page opens at once, and no token is asked for or sent", async ({ page, world, request }) => {
    await configure(page, gateway(world.id));
    await page.goto(`/sandbox/gateway/sign-in?world=${world.id}&next=/profiles?region=APAC`);
    await expect(page.getByRole("status").first()).toHaveText("2 of 21 profiles");
    await expect(page.getByRole("form")).toHaveCount(0);
    const asked = await (await request.get(`/sandbox/worlds/${world.id}/requests`)).json();
    for (const { headers } of asked) expect(headers).not.toHaveProperty("authorization");
  });

  test("a 401 keeps the page and links to the gateway's sign-in", async ({ page, world }) => {
    await configure(page, gateway(world.id));
    await page.goto("/profiles?region=APAC");
    const alert = said(page).filter({ hasText: "401" });
    await expect(alert).toBeVisible();
    await expect(page.getByRole("heading", { name: "Calling profiles", level: 1 })).toBeVisible();
    await alert.getByRole("link", { name: "Sign in at the gateway" }).click();
    await expect(page.getByRole("status").first()).toHaveText("21 profiles");
  });

  test("a redirect, as a gateway answers when its session ends, does the same", async ({ page, world, request }) => {
    await configure(page, gateway(world.id));
    await page.goto(`/sandbox/gateway/sign-in?world=${world.id}&next=/profiles`);
    await expect(page.getByRole("status").first()).toHaveText("21 profiles");
    await request.post(`/sandbox/worlds/${world.id}/faults`, {
      data: [{ path: "/api/v2/oc/callingprofile", redirect: "/login", times: 1 }],
    });
    await page.getByRole("button", { name: "Refresh" }).click();
    await expect(said(page).getByRole("link", { name: "Sign in at the gateway" })).toBeVisible();
    await expect(page.getByRole("status").first()).toHaveText("21 profiles");
  });

  test("Sign out goes to the gateway's own", async ({ page, world }) => {
    await configure(page, gateway(world.id));
    await page.goto(`/sandbox/gateway/sign-in?world=${world.id}&next=/profiles`);
    await expect(page.getByRole("status").first()).toHaveText("21 profiles");
    const leaving = page.waitForRequest(/\/sandbox\/gateway\/sign-out/);
    await page.getByRole("button", { name: "Sign out" }).click();
    await leaving;
  });
});
