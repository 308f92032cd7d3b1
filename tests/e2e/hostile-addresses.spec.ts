// What stands in an address is text: it runs nowhere, writes nothing, and leads nowhere else.
import { expect, test } from "./fixtures";
import { CUSTOMER } from "./dial-plans";
import { CORPUS, enter, expectUnharmed, PAGES, settled } from "./hostile";

/** Every parameter that any address takes, and those that somebody might wish it took. */
const PARAMETERS = [
  "q", "region", "offer", "health", "sort", "tenant", "country", "capability", "assignment", "profile", "number",
  "customer", "site", "plan", "a", "b", "from", "restore", "task", "entry", "call", "state", "env", "next", "baseUrl", "token", "callback",
];
const ADDRESSES = [
  "/", "/sign-in", "/profiles", "/profiles/{}", "/numbers", "/dial-plans", "/voice-profiles", "/voice-profiles/new",
  "/voice-profiles/compare", "/voice-profiles/{}", "/services", "/services/new", "/services/{}", "/tasks", "/activity", "/{}",
];

test("hostile addresses do nothing", async ({ page, world }) => {
  test.setTimeout(240_000);
  await enter(page, world);
  for (const [at, address] of ADDRESSES.entries()) {
    // Each address meets other texts in each parameter; together all meet all kinds.
    for (const turn of [0, 1]) {
      const text = (n: number) => CORPUS[(at * 2 + turn + n * 5) % CORPUS.length].slice(0, 400);
      const query = PARAMETERS.map((name, n) => `${name}=${encodeURIComponent(text(n))}`).join("&");
      await page.goto(`${address.replace("{}", encodeURIComponent(text(0)) || "x")}?${query}#${encodeURIComponent(text(1))}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectUnharmed(page);
    }
  }
});

test("no address writes anything, or sends a token to where it says", async ({ page, world, request }) => {
  test.setTimeout(240_000);
  await enter(page, world);
  await request.delete(`/sandbox/worlds/${world.id}/requests`);
  const profile = "d9d46091-0501-486e-b319-a7fa7216fa13";
  const wishes = "create=1&apply=1&save=1&delete=1&remove=1&confirm=1&submit=1&action=delete&method=DELETE";
  const others = ["baseUrl", "base", "livePlatform", "openTact", "api", "url", "host", "server", "environment", "env", "config", "next", "return"]
    .map((name) => `${name}=${encodeURIComponent("https://evil.example/tenantui")}`).join("&");
  for (const address of [...PAGES, `/voice-profiles/${profile}`, `/services/${CUSTOMER}`, "/profiles/1", "/sign-in"]) {
    const join = address.includes("?") ? "&" : "?";
    await page.goto(`${address}${join}${wishes}&${others}&plan=CustDialPlan&name=x&prefix=%2B49&tag=x#${wishes}`);
    await settled(page);
  }
  const asked = await (await request.get(`/sandbox/worlds/${world.id}/requests`)).json() as { method: string; path: string }[];
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter(({ method }) => method !== "GET")).toEqual([]);

  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.goto(`/sign-in?${others}`);
  for (const form of ["Live Platform", "OpenTACT"]) {
    const field = page.getByRole("form", { name: form }).getByRole("textbox", { name: "Base URL", exact: true });
    expect(await field.inputValue()).not.toContain("evil");
  }
});
