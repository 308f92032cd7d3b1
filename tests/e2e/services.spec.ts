// Services: the list, creating one from a lead, and never creating one twice.
import type { APIRequestContext, Page } from "@playwright/test";
import { WIRE, expect, expectAccessible, expectFitsPhone, shots, signIn, test, type World } from "./fixtures";
import { saved, textOf } from "./downloads";

const LIVE = "/ac/tenantui/api/v3/customer";

async function open(page: Page, world: World, path: string) {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await signIn(page, world);
}

/** Chooses the lead of the vendor's example, and fills in what a lead does not have. */
async function fillIn(page: Page, shortName?: string) {
  await page.getByRole("combobox", { name: "Lead", exact: true }).fill("Bradx");
  await page.getByRole("option", { name: /^Bradx35340067/ }).click();
  await expect(page.getByRole("textbox", { name: "Microsoft tenant ID", exact: true })).toHaveValue("f9f53ee0-56e1-43f6-8fe3-5fb322986657");
  await page.getByRole("combobox", { name: "Online PSTN gateway", exact: true }).fill("oc1.sandbox2.audiocodes.be");
  await page.getByRole("combobox", { name: "Proxy set", exact: true }).fill("SIPTrunk");
  if (shortName) await page.getByRole("textbox", { name: "Customer short name", exact: true }).fill(shortName);
}

const create = (page: Page) => page.getByRole("button", { name: "Create service", exact: true });
const checks = (page: Page) => page.getByRole("region", { name: "Pre-flight checks" });

async function posts(request: APIRequestContext, world: World, count: number) {
  const asked = await request.get(`/sandbox/worlds/${world.id}/requests?method=POST&path=${LIVE}&wait_for=${count}`);
  const all = (await asked.json()) as { json: unknown }[];
  expect(all).toHaveLength(count);
  return all;
}

test("the list is searched, sorted and exported, and leads on", async ({ page, world }) => {
  await open(page, world, "/services");
  const status = page.getByRole("status").first();
  const grid = page.getByRole("grid", { name: "Services", exact: true });
  await expect(status).toHaveText("6 services");
  await expect(grid).toHaveAttribute("aria-rowcount", "7");
  await expect(grid).toContainText("OC Essential (3)");
  await expect(page.getByRole("link", { name: "Numbers of Demo1" })).toHaveAttribute("href", /\/numbers\?tenant=71d77de6-4ff8-4f1c-b7f6-884c69a1a55a/);
  await expect(page.getByRole("link", { name: "Dial plans of Demo1" })).toHaveAttribute("href", /\/dial-plans\?customer=e21e2c34-1c49-4a61-910d-c0d1b05768ea/);
  await page.getByRole("columnheader", { name: "Licensed users" }).getByRole("button").click();
  await expect(page.locator("[aria-rowindex='2']")).toContainText("Tailspin");
  await shots(page, "services");
  await expectAccessible(page);
  await page.getByRole("searchbox", { name: "Search" }).fill("northwind");
  await expect(status).toHaveText("1 of 6 services");
  await expect(page).toHaveURL(/q=northwind/);
  await page.getByRole("button", { name: "Export" }).click();
  const file = await saved(page.getByRole("menuitem", { name: "CSV for machines" }));
  expect(file.suggestedFilename()).toBe("services.csv");
  const text = await textOf(file);
  expect(text.split("\r\n")[1]).toBe("Northwind,Northwind Traders GmbH,OC Essential Plus (4),150,0,94300160-d60d-46ca-bf4e-d8f1151ac5e7");
  await page.getByRole("link", { name: "Northwind", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Northwind");
  await expect(page.getByRole("group", { name: "Site locations" })).toContainText("Deployed");
  await expectAccessible(page);
});

test("from a lead to the finished service, with the documented body", async ({ page, world, request }) => {
  await open(page, world, "/services/new");
  await fillIn(page);
  await expect(page.getByText("Bradx35340067-c", { exact: true })).toBeVisible();
  await expect(checks(page)).toContainText("Gateway is a known trunk");
  await expect(checks(page)).toContainText("Short name is not in use");
  const shown = page.getByRole("region", { name: "POST /ac/tenantui/api/v3/customer" });
  await expect(shown).toContainText('"OnlinePstnGateway": "oc1.sandbox2.audiocodes.be"');
  await page.getByRole("button", { name: "Copy as cURL", exact: true }).click();
  await expect(page.getByRole("button", { name: "Copied as cURL" })).toBeVisible();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toContain("$TOKEN");
  expect(command).not.toContain(world.token);
  await shots(page, "service-new");
  await expectAccessible(page);
  await create(page).dblclick();
  await expect(page.getByRole("heading", { name: "The service is created" })).toBeVisible({ timeout: 30_000 });
  const [sent] = await posts(request, world, 1);
  expect(sent?.json).toEqual({
    configurationName: "OcEssential_IPGROUP_TYPE",
    msTenantId: "f9f53ee0-56e1-43f6-8fe3-5fb322986657",
    customerShortName: "Bradx35340067",
    customerFullName: "Bradx35340067",
    scriptParameters: { ProxySet: "SIPTrunk", OnlinePstnGateway: "oc1.sandbox2.audiocodes.be" },
  });
  await expect(page.getByRole("list", { name: "Timeline" })).toContainText("Site created in Ovoc");
  await expect(page.getByRole("link", { name: "Numbers of its tenant" })).toBeVisible();
  await page.getByRole("link", { name: "The service Bradx35340067" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bradx35340067");
  await page.getByRole("link", { name: "Tasks", exact: true }).click();
  await expect(page.getByRole("grid", { name: "Tasks" })).toContainText("Create service Bradx35340067");
});

test("each check says what it found, and what is malformed is not sent", async ({ page, world, request }) => {
  await open(page, world, "/services/new");
  const field = (name: string) => page.getByRole("textbox", { name, exact: true });
  await expect(checks(page)).toContainText("Short name is not well formed");
  await expect(checks(page)).toContainText("Tenant is no GUID");
  await create(page).click();
  await expect(field("Microsoft tenant ID")).toBeFocused();
  await expect(field("Microsoft tenant ID")).toHaveAttribute("aria-invalid", "true");
  await field("Microsoft tenant ID").fill("71D77DE6-4FF8-4F1C-B7F6-884C69A1A55A");
  await field("Customer short name").fill("demo1");
  await expect(checks(page)).toContainText("Short name is in use");
  await expect(checks(page)).toContainText("Tenant is in use");
  await expect(checks(page)).toContainText("No gateway is entered");
  await page.getByRole("combobox", { name: "Online PSTN gateway", exact: true }).fill("unknown.example");
  await expect(checks(page)).toContainText("Gateway is no known trunk");
  const options = page.getByRole("group", { name: "More options", exact: true });
  await options.getByRole("combobox", { name: "sbcOnboardingScript", exact: true }).fill("7");
  await expect(options.getByRole("combobox", { name: "sbcCleanupScript", exact: true })).toHaveValue("700");
  await expect(checks(page)).toContainText("Scripts are a pair");
  await options.getByRole("combobox", { name: "sbcCleanupScript", exact: true }).fill("800");
  await expect(checks(page)).toContainText("sbc-scenario7 goes with sbc-scenario7-cleanup (700)");
  await options.getByRole("textbox", { name: "didChange", exact: true }).fill("https://hook.example");
  await expect(checks(page)).toContainText("The server ignores some fields");
  await options.getByRole("textbox", { name: "licensedUsersCount", exact: true }).fill("many");
  await create(page).click();
  await posts(request, world, 0);
});

test("a fault of the server lands on its field", async ({ page, world }) => {
  await open(page, world, "/services/new");
  await fillIn(page, "Demo1");
  await create(page).click();
  await expect(page.getByRole("alert")).toContainText("400");
  const name = page.getByRole("textbox", { name: "Customer short name", exact: true });
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await expect(name).toBeFocused();
  await expect(page.getByText("The server says: A service with this short name exists already.")).toBeVisible();
});

test("an answer that is lost is searched for, and found", WIRE, async ({ page, world, request }) => {
  await open(page, world, "/services/new");
  await fillIn(page, "AnswerLost");
  await create(page).click();
  await expect(page.getByRole("alert")).toContainText("Whether the service was created is not known");
  await expect(create(page)).toHaveAttribute("aria-disabled", "true");
  await create(page).dispatchEvent("click");
  await expect(page.getByRole("heading", { name: "The service is created" })).toBeVisible({ timeout: 45_000 });
  await posts(request, world, 1);
});

test("what never arrived may be sent again once the settling time is over", WIRE, async ({ page, world, request }) => {
  await page.clock.install();
  await open(page, world, "/services/new");
  await fillIn(page, "NeverArrived");
  await page.clock.runFor(1_000);
  await create(page).click();
  await expect(page.getByRole("alert")).toContainText("Whether the service was created is not known");
  await expect.poll(async () => {
    await page.clock.runFor(10_000);
    return page.getByRole("alert").textContent();
  }, { timeout: 60_000 }).toContain("No such service has come to be");
  await posts(request, world, 1);
  await create(page).click();
  await expect(page.getByRole("alert")).toContainText("Whether the service was created is not known");
  await posts(request, world, 2);
});

test("a reload while it is not known goes on searching, and sends nothing", WIRE, async ({ page, world, request }) => {
  await open(page, world, "/services/new");
  await fillIn(page, "AnswerLost");
  await create(page).click();
  await expect(page.getByRole("alert")).toContainText("Whether the service was created is not known");
  await open(page, world, "/services/new");
  await expect(page.getByRole("heading", { name: "The service is created" })).toBeVisible({ timeout: 45_000 });
  await posts(request, world, 1);
});

test("a task that fails shows what was done and what cleans up", async ({ page, world }) => {
  await open(page, world, "/services/new");
  await fillIn(page, "TaskFails");
  await page.getByRole("combobox", { name: "sbcOnboardingScript", exact: true }).fill("7");
  await create(page).click();
  await expect(page.getByRole("heading", { name: "The service was not created" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("list", { name: "Timeline" })).toContainText("SBC sbc-onboarding done for site TaskFails.");
  await expect(page.getByText("the clean-up script sbc-scenario7-cleanup (700)")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Back to the form" }).click();
  await expect(page.getByRole("textbox", { name: "Customer short name", exact: true })).toHaveValue("TaskFails");
});

test("a session that ended at the press loses nothing and sends nothing by itself", async ({ page, world, request }) => {
  await open(page, world, "/services/new");
  await fillIn(page);
  await request.post(`/sandbox/worlds/${world.id}/faults`, { data: [{ method: "POST", path: LIVE, expire_token: true, times: 1 }] });
  await create(page).click();
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await expect(dialog).toBeVisible();
  const made = await request.post(`/sandbox/worlds/${world.id}/tokens`, { data: { api: "live", expires_in: 3600 } });
  const { token } = (await made.json()) as { token: string };
  await dialog.getByLabel("Access token", { exact: true }).fill(token);
  await dialog.getByRole("button", { name: "Connect" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("textbox", { name: "Customer short name", exact: true })).toHaveValue("Bradx35340067");
  await posts(request, world, 1);
  await create(page).click();
  await expect(page.getByRole("heading", { name: "The service is created" })).toBeVisible({ timeout: 30_000 });
  await posts(request, world, 2);
});

/** The drafts on this device, as they are kept. */
function kept() {
  return new Promise<string>((resolve, reject) => {
    const request = indexedDB.open("cordboard");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const all = request.result.transaction("drafts").objectStore("drafts").getAll();
      all.onsuccess = () => {
        request.result.close();
        resolve(JSON.stringify(all.result));
      };
    };
  });
}

test("a draft comes back after a reload, without its secrets", async ({ page, world }) => {
  await open(page, world, "/services/new");
  await fillIn(page, "KeptDraft");
  await page.getByRole("textbox", { name: "Parameter name" }).fill("CustomVar.Variable1");
  await page.getByRole("textbox", { name: "Parameter value" }).fill("10.0.2.4");
  await page.getByLabel("applicationPassword", { exact: true }).fill("canary-of-this-test");
  await expect(page.getByRole("region", { name: "POST /ac/tenantui/api/v3/customer" })).toContainText("[redacted]");
  await expect(page.getByText(/^Draft saved on this device at/)).toBeVisible();
  await expect.poll(() => page.evaluate(kept)).toContain("10.0.2.4");
  await open(page, world, "/services/new");
  await expect(page.getByRole("textbox", { name: "Customer short name", exact: true })).toHaveValue("KeptDraft");
  await expect(page.getByRole("textbox", { name: "Parameter value" })).toHaveValue("10.0.2.4");
  await expect(page.getByLabel("applicationPassword", { exact: true })).toHaveValue("");
  await page.getByRole("button", { name: "Discard draft" }).click();
  await expect(page.getByRole("textbox", { name: "Customer short name", exact: true })).toHaveValue("");
});

test("a heading that takes the focus late leaves it to whoever types", async ({ page, world }) => {
  await open(page, world, "/services");
  await page.getByRole("grid", { name: "Services", exact: true }).waitFor();
  await page.evaluate(() => {
    const held: FrameRequestCallback[] = [];
    const draw = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => held.push(callback);
    // In the next frame, whose callbacks run in order.
    const drawHeld = () =>
      new Promise<number>((resolve) => {
        held.forEach((callback) => draw(callback));
        draw(() => resolve(held.length));
      });
    Object.assign(window, { drawHeld });
  });
  await page.getByRole("link", { name: "New service", exact: true }).click();
  const lead = page.getByRole("combobox", { name: "Lead", exact: true });
  await lead.fill("Bradx");
  const drawn = await page.evaluate(() => (Reflect.get(window, "drawHeld") as () => Promise<number>)());
  expect(drawn).toBeGreaterThan(0);
  await expect(page.getByRole("option", { name: /^Bradx35340067/ })).toBeVisible();
  await expect(lead).toBeFocused();
});

test("the form fits a phone", async ({ page, world }) => {
  await page.setViewportSize({ width: 375, height: 812 });
  await open(page, world, "/services/new");
  await expect(create(page)).toBeVisible();
  await expectFitsPhone(page);
});

test("production asks for the short name before anything is sent, and says how long it would search", async ({ page, world, request }) => {
  const environment = { name: "Europe", kind: "production", settlingSeconds: 60, livePlatform: { baseUrl: "/ac/tenantui", auth: "token" } };
  await page.route("**/config.json", (route) => route.fulfill({ json: { environments: [environment] } }));
  await open(page, world, "/services/new");
  await fillIn(page);
  await expect(page.getByRole("textbox", { name: "Settling time in seconds" })).toHaveValue("60");
  await create(page).click();
  const confirm = page.getByRole("dialog", { name: "Confirm" });
  await confirm.getByRole("textbox").fill("something else");
  await confirm.getByRole("button", { name: "Confirm" }).click();
  await expect(confirm.getByRole("textbox")).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page);
  await posts(request, world, 0);
  await confirm.getByRole("textbox").fill("Bradx35340067");
  await confirm.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "The service is created" })).toBeVisible({ timeout: 30_000 });
  await posts(request, world, 1);
});

test("SBC ids are suggested from what profiles and looked-up numbers show", async ({ page, world, request }) => {
  const tenant = "5e471e10-0000-4000-8000-00000000abcd";
  const number = { telephoneNumber: "+442079460000", sbcList: [{ sbcName: "own.sbc.example [192.0.2.7]", sbcId: 4711 }] };
  await request.patch(`/sandbox/worlds/${world.id}/data`, { data: { numbers: { [tenant]: [number] } } });
  await open(page, world, `/numbers?tenant=${tenant}`);
  await expect(page.getByRole("status").first()).toHaveText("1 number");
  await page.getByRole("link", { name: "Services", exact: true }).click();
  await page.getByRole("link", { name: "New service", exact: true }).click();
  const sbc = page.getByRole("combobox", { name: "sbcId", exact: true });
  await expect(sbc).toBeVisible();
  const list = page.locator(`datalist[id="${await sbc.getAttribute("list")}"] option`);
  await expect(list.filter({ hasText: "own.sbc.example" })).toHaveAttribute("value", "4711");
  expect(await list.count()).toBeGreaterThan(1);
});
