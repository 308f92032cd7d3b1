// Every operation that reads × every fault: docs/faults.md.
import type { Locator, Page } from "@playwright/test";

import { WIRE, expect, signIn, test } from "./fixtures";
import { BARE_WORDS, BERLIN, CUSTOMER, FAULTS, Stage, TENANT, check, expectWhole, prepare, tenant, type Row } from "./matrix";

test.describe.configure({ timeout: 300_000 });
// Pictures of every turn of the clock would take longer than the turns.
test.use({ trace: "off" });
test.beforeEach(prepare);

interface Read {
  name: string;
  path: string;
  world?: object;
  open: (stage: Stage) => Promise<void>;
  /** What is on the page before, and stays. */
  kept: (page: Page) => Locator;
  /** The press that reads. */
  act: (stage: Stage) => Promise<void>;
  /** Where the message stands; the alert of the page unless given. */
  message?: (page: Page) => Locator;
  /** What tries again. */
  again?: (page: Page) => Locator;
  /** Faults that mean something else to this operation, with the word for the table. */
  means?: Record<string, { says: RegExp; word: string }>;
  /** How many calls of it the page makes at once. */
  atOnce?: number;
}

const refresh = ({ page }: Stage) => page.getByRole("button", { name: "Refresh" }).click();
const status = (text: string) => (page: Page) => page.getByRole("status").filter({ hasText: text });
const alert = (page: Page) => page.getByRole("alert");
const tryAgain = (page: Page) => alert(page).getByRole("button", { name: "Try again" });

const READS: Read[] = [
  {
    name: "Get Calling Profiles",
    path: "/api/v2/oc/callingprofile",
    open: (stage) => stage.open("/profiles", { live: true }),
    kept: status("21 profiles"),
    act: refresh,
  },
  {
    name: "Get Operator Connect Customer Numbers",
    path: "/api/v2/oc/numbers",
    open: (stage) => stage.open(`/numbers?tenant=${TENANT}`, { live: true }),
    // Numbers stream in from the first on: what stays is whose they are.
    kept: (page) => page.getByRole("textbox", { name: "Microsoft tenant ID" }),
    act: refresh,
  },
  {
    name: "Get Services Brief Details",
    path: "/api/v3/customer",
    open: (stage) => stage.open("/services", { live: true }),
    kept: status("6 services"),
    act: refresh,
  },
  {
    name: "Get Details for Specific Service",
    path: `/api/v3/customer/${CUSTOMER}`,
    open: (stage) => stage.open(`/services/${CUSTOMER}`, { live: true }),
    kept: (page) => page.getByRole("heading", { level: 1, name: "Sandbox2Cust" }),
    act: refresh,
    message: (page) => page.getByText("The details of this service could not be read"),
    again: (page) => page.getByRole("button", { name: "Read the details again" }),
    means: { "404": { says: /Site locations/, word: "the list serves" } },
  },
  {
    name: "Get All OC Leads",
    path: "/api/v2/oc/lead",
    open: (stage) => stage.open("/services/new", { live: true }),
    kept: (page) => page.getByRole("form", { name: "New service" }),
    act: async ({ page }) => {
      await page.getByRole("link", { name: "All services" }).click();
      await page.getByRole("link", { name: "New service" }).click();
    },
    message: (page) => page.getByText(/The leads could not be read: /),
    again: (page) => page.getByRole("button", { name: "Read the leads again" }),
  },
  {
    name: "Get Script Templates",
    path: "/api/v2/scripttemplates",
    open: (stage) => stage.open("/services/new", { live: true }),
    kept: (page) => page.getByRole("form", { name: "New service" }),
    act: async ({ page }) => {
      await page.getByRole("link", { name: "All services" }).click();
      await page.getByRole("link", { name: "New service" }).click();
    },
    message: (page) => page.getByText(/The script templates could not be read: /),
    again: (page) => page.getByRole("button", { name: "Read the templates again" }),
  },
  {
    name: "Get DialPlans",
    path: `/api/v2/customer/${CUSTOMER}/*/dialplan`,
    open: (stage) => stage.open(`/dial-plans?customer=${CUSTOMER}`, { live: true }),
    kept: (page) => page.getByRole("grid", { name: "Dial plan rules" }),
    act: async ({ page }) => {
      const plan = page.getByRole("combobox", { name: "Customer", exact: true });
      await plan.fill("Demo1");
      await plan.press("Enter");
      await page.goBack();
    },
    message: (page) => page.getByText(/The names of the site's dial plans could not be read: /),
    again: (page) => page.getByRole("button", { name: "Read the names again" }),
  },
  {
    name: "Get Dial Plan Contents for SIP Connection",
    path: `/api/v2/customer/${CUSTOMER}/sitelocation/${CUSTOMER}/dialplan/CustDialPlan`,
    open: (stage) => stage.open(`/dial-plans?customer=${CUSTOMER}`, { live: true }),
    kept: (page) => page.getByRole("grid", { name: "Dial plan rules" }),
    act: refresh,
  },
  {
    name: "ListOutboundVoiceProfiles",
    path: "/profile/outbound_voice",
    open: (stage) => stage.open("/voice-profiles", { opentact: true }),
    kept: status("9 voice profiles"),
    act: refresh,
  },
  {
    name: "GetOutboundVoiceProfileByUUID",
    // The star keeps what is below it out.
    path: `/profile/outbound_*/${BERLIN}`,
    open: (stage) => stage.open("/voice-profiles", { opentact: true }),
    kept: (page) => page.getByRole("link", { name: "Voice profiles", exact: true }).first(),
    act: async ({ page }) => {
      await page.getByRole("link", { name: "Voice profiles", exact: true }).first().click();
      await page.getByRole("link", { name: "Support desk Berlin" }).click();
    },
  },
  {
    name: "SIP connections and control apps of a profile",
    path: `/profile/outbound_voice/${BERLIN}/connections/sip`,
    open: (stage) => stage.open("/voice-profiles", { opentact: true }),
    kept: (page) => page.getByRole("link", { name: "Voice profiles", exact: true }).first(),
    act: async ({ page }) => {
      await page.getByRole("link", { name: "Voice profiles", exact: true }).first().click();
      await page.getByRole("link", { name: "Support desk Berlin" }).click();
    },
    means: { "404": { says: /does not offer the list of a profile \(404\)/, word: "the account's list serves" } },
    atOnce: 2,
  },
  ...[
    { name: "SIP connections of the account", path: "/sip/connection", region: "SIP connections" },
    { name: "Control apps of the account", path: "/sip/app", region: "Control apps" },
  ].map(({ name, path, region }): Read => {
    const part = (page: Page) => page.getByRole("region", { name: region });
    return {
      name,
      path,
      world: { opentact: { connections: "not_found" } },
      open: (stage) => stage.open("/voice-profiles", { opentact: true }),
      kept: (page) => page.getByRole("link", { name: "Voice profiles", exact: true }).first(),
      act: async ({ page }) => {
        await page.getByRole("link", { name: "Voice profiles", exact: true }).first().click();
        await page.getByRole("link", { name: "Support desk Berlin" }).click();
      },
      message: (page) => part(page).getByRole("alert"),
      again: (page) => part(page).getByRole("button", { name: "Try again" }),
      means: { "404": { says: /offers neither the list of a profile/, word: "said" } },
    };
  }),
];

for (const own of READS) {
  test.describe(() => {
    test.use({ worldOptions: { ...own.world } });
    test(`reads: ${own.name}`, WIRE, async ({ page, world, request }) => {
      const stage = new Stage(page, world, request, "GET", own.path);
      const message = own.message ?? alert;
      const again = own.again ?? tryAgain;
      await own.open(stage);
      await expect(own.kept(page)).toBeVisible();
      const row: Row = {};
      for (const [name, fault] of Object.entries(FAULTS)) {
        row[name] = await test.step(name, async () => {
          const meaning = own.means?.[name];
          await stage.forget();
          await stage.add({ ...fault.data, times: (own.atOnce ?? 1) * (fault.passes ? 3 : 1) });
          await own.act(stage);
          const says = meaning?.says ?? fault.says;
          if (fault.harmless) {
            await expect.poll(() => stage.calls("answered")).toBe(own.atOnce ?? 1);
            await expect(own.kept(page)).toBeVisible();
            await expect(message(page)).toHaveCount(0);
            await stage.expectSound();
            return "read";
          }
          if (name === "401") {
            await stage.end({ asked: stage.again }, 100);
            await expect(own.kept(page)).toBeAttached();
            await stage.signInAgain();
            await expect(own.kept(page)).toBeVisible();
            await expect(message(page)).toHaveCount(0);
            await stage.clear();
            return "signed in again, read";
          }
          const said = meaning ? page.getByText(says) : message(page).filter({ hasText: says });
          await stage.end({ said }, fault.hangs ? 1_000 : 100, meaning ? 1 : own.atOnce);
          await expect(stage.again).toBeHidden();
          await expect(own.kept(page)).toBeVisible();
          await stage.expectSound();
          if (meaning) {
            await stage.clear();
            return meaning.word;
          }
          const calls = (await stage.calls()) / (own.atOnce ?? 1);
          expect(calls).toBe(fault.passes ? 3 : 1);
          await stage.clear();
          const before = await stage.calls();
          const count = await again(page).count();
          for (let left = count; left > 0; left -= 1) {
            await again(page).first().click();
            await expect(again(page)).toHaveCount(left - 1);
          }
          await expect.poll(() => stage.calls()).toBe(before + count);
          await expect.poll(() => stage.calls("pending")).toBe(0);
          await expect(message(page)).toHaveCount(0);
          await expect(own.kept(page)).toBeVisible();
          return fault.passes ? `read ${calls}×, said` : "said";
        });
      }
      check(own.name, row);
    });
  });
}

test("reads: Authentication", WIRE, async ({ page, world, request }) => {
  const stage = new Stage(page, world, request, "GET", "/auth");
  const form = page.getByRole("form", { name: "OpenTACT" });
  const signedIn = page.getByRole("heading", { level: 1, name: "Voice profiles" });
  const row: Row = {};
  for (const [name, fault] of Object.entries(FAULTS)) {
    row[name] = await test.step(name, async () => {
      await page.goto("/sign-in?next=/voice-profiles");
      await stage.forget();
      await stage.add({ ...fault.data, times: 1 });
      await signIn(page, world, { opentact: true });
      if (fault.harmless) {
        await stage.end({ signedIn }, 100);
        expect(await stage.calls()).toBe(1);
        return "read";
      }
      await stage.end({ said: form.getByText(fault.says).first() }, fault.hangs ? 1_000 : 100);
      // Credentials are sent again by a press alone.
      expect(await stage.calls()).toBe(1);
      expect(await page.locator("body").innerText()).not.toMatch(BARE_WORDS);
      await expect(form.getByRole("textbox", { name: "Email" })).toHaveValue(world.email);
      await expect(form.getByLabel("Password", { exact: true })).toHaveValue(world.password);
      await form.getByRole("button", { name: "Connect" }).click();
      await expect(signedIn).toBeVisible();
      return "said";
    });
  }
  check("Authentication", row);
});

test("reads: Get Task", WIRE, async ({ page, world, request }) => {
  const stage = new Stage(page, world, request, "GET", "/api/v2/task/*");
  const created = new Stage(page, world, request, "POST", "/api/v3/customer");
  const grid = page.getByRole("grid", { name: "Tasks" });
  const row: Row = {};
  for (const [number, [name, fault]] of Object.entries(FAULTS).entries()) {
    row[name] = await test.step(name, async () => {
      await stage.clear();
      await stage.open("/services/new", { live: true });
      await page.getByRole("textbox", { name: "Microsoft tenant ID" }).fill(tenant(number));
      await page.getByRole("textbox", { name: "Customer short name" }).fill(`Task${number}`);
      await page.getByRole("textbox", { name: "Customer full name" }).fill("Task");
      await stage.forget();
      await stage.add({ ...fault.data, times: fault.passes ? 3 : 1 });
      await page.getByRole("button", { name: "Create service", exact: true }).click();
      await expect(page.getByRole("heading", { name: /^The service is (being )?created$/ })).toBeVisible();
      await page.getByRole("link", { name: "Tasks", exact: true }).click();
      const completed = grid.getByText("Completed", { exact: true });
      let word = "read";
      if (name === "401") {
        await stage.end({ asked: stage.again }, 100);
        await expect(grid.getByText(`Create service Task${number}`)).toBeAttached();
        await stage.signInAgain();
        word = "signed in again, read";
      } else if (!fault.harmless) {
        await stage.end({ said: grid.getByText(fault.says) }, fault.hangs ? 1_000 : 100);
        const calls = await stage.calls();
        expect(calls).toBe(fault.passes ? 3 : 1);
        word = fault.passes ? `read ${calls}×, said, read by itself` : "said, read by itself";
      }
      await expect(grid.getByText(`Create service Task${number}`)).toBeVisible();
      await stage.end({ completed }, 500);
      await expect(stage.again).toBeHidden();
      await stage.expectSound();
      expect(await created.calls()).toBe(1);
      return word;
    });
  }
  check("Get Task", row);
});

test("the table has every operation and no empty cell", expectWhole);
