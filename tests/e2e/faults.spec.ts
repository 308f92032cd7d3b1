// What goes wrong with a call: each gives a clear error and a way on, and only a 401 ends a session.
import { WIRE, expect, expectAccessible, shots, signIn, test, type World } from "./fixtures";
import type { APIRequestContext, Page } from "@playwright/test";

const PROFILES = "/api/v2/oc/callingprofile";

async function refreshWith(page: Page, world: World, request: APIRequestContext, fault: object) {
  await page.goto("/sign-in?next=/profiles");
  await signIn(page, world);
  await expect(page.getByRole("status").first()).toHaveText("21 profiles");
  const added = await request.post(`/sandbox/worlds/${world.id}/faults`, { data: [{ path: PROFILES, times: 1, ...fault }] });
  expect(added.ok(), await added.text()).toBe(true);
  await page.getByRole("button", { name: "Refresh" }).click();
}

/** The rows are still there, the session too, and trying again works. */
async function expectWayOn(page: Page) {
  const alert = page.getByRole("alert");
  await expect(page.getByRole("status").first()).toHaveText("21 profiles");
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(alert).toHaveCount(0);
  await expect(page.getByRole("status").first()).toHaveText("21 profiles");
}

for (const [name, fault, says] of [
  ["403", { status: 403 }, "403 Forbidden"],
  ["404", { status: 404 }, "404 Not Found"],
  ["500 with problem+json", { status: 500 }, "500 Internal Server Error"],
  ["502 with HTML", { status: 502, html: true, times: 3 }, "502 Bad Gateway"],
  ["an empty body", { empty: true }, "200 with an empty body"],
  ["truncated JSON", { truncate: 5000 }, "the data ends in the middle"],
  ["HTML instead of data", { html: true }, "200 with a web page instead of data"],
  ["a dropped connection", { drop: "before-effect", times: 3 }, "no answer from"],
  ["a connection cut in the body", { drop: "mid-body", after_bytes: 5000 }, "the answer ended early"],
  ["a redirect", { redirect: "/sandbox/elsewhere" }, "redirects to another address"],
] as const) {
  test(`${name} is explained, and nothing is lost`, "drop" in fault ? WIRE : {}, async ({ page, world, request }) => {
    await refreshWith(page, world, request, fault);
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("Calling profiles could not be read");
    await expect(alert).toContainText(says);
    await expect(alert).toContainText("The rows below are from");
    expect(await alert.innerText()).not.toMatch(/CORS|Failed to fetch/);
    await alert.getByRole("button", { name: "Copy details" }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("could not be read");
    await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
    if (name.startsWith("500")) {
      await expect(alert).toContainText(/traceId 00-[0-9a-f]{32}/);
      await shots(page, "error");
      await expectAccessible(page);
    }
    await expectWayOn(page);
  });
}

test("an alert stays until it is closed", async ({ page, world, request }) => {
  await refreshWith(page, world, request, { status: 403 });
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("403 Forbidden");
  await alert.getByRole("button", { name: "Close" }).click();
  await expect(alert).toHaveCount(0);
});

test("a byte order mark does no harm", async ({ page, world, request }) => {
  await refreshWith(page, world, request, { bom: true });
  await expect(page.getByRole("button", { name: "Refresh" })).not.toHaveAttribute("aria-busy", "true");
  await expect(page.getByRole("status").first()).toHaveText("21 profiles");
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("a call that hangs is given up after 30 seconds, and says so", async ({ page, world, request }) => {
  await page.clock.install();
  await refreshWith(page, world, request, { hang: "before-head" });
  await expect.poll(async () => (await (await request.get(`/sandbox/worlds/${world.id}/requests`)).json()).length).toBe(2);
  await page.clock.runFor(30_000);
  await expect(page.getByRole("alert")).toContainText("no answer within 30 seconds");
  await expectWayOn(page);
});

test("a dead server at sign-in is no dead end", WIRE, async ({ page, world, request }) => {
  await request.post(`/sandbox/worlds/${world.id}/faults`, { data: [{ path: PROFILES, drop: "before-effect", times: 1 }] });
  await page.goto("/sign-in?next=/profiles");
  await signIn(page, world);
  await expect(page.getByRole("alert")).toContainText("Could not connect: no answer from");
  await expect(page.getByLabel("Access token")).toHaveValue(world.token);
  await page.getByRole("form", { name: "Live Platform" }).getByRole("button", { name: "Connect" }).click();
  await expect(page.getByRole("status").first()).toHaveText("21 profiles");
});

test("a slow answer shows the shape of the rows to come", async ({ page, world, request }) => {
  await page.goto("/sign-in");
  await request.post(`/sandbox/worlds/${world.id}/faults`, {
    data: [{ path: PROFILES, gate: { name: "slow" }, after: 1, times: 1 }],
  });
  await signIn(page, world);
  await page.getByRole("heading", { name: "Overview", level: 1 }).waitFor();
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByRole("button", { name: "Refresh" })).toHaveAttribute("aria-busy", "true");
  await request.post(`/sandbox/worlds/${world.id}/gates/slow/release`);
  await expect(page.getByRole("button", { name: "Refresh" })).not.toHaveAttribute("aria-busy", "true");
});
