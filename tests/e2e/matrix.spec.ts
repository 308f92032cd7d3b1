// Operations of both APIs × every fault. Each cell holds what was seen, and none is empty:
// docs/faults.md is this table, and a test fails when what it sees is something else.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type { APIRequestContext, Locator, Page } from "@playwright/test";

import { expect, signIn, test, type World } from "./fixtures";

const CUSTOMER = "df6f5ea9-2e92-482a-92f6-79094815588d";
const TENANT = "71d77de6-4ff8-4f1c-b7f6-884c69a1a55a";
/** "Support desk Berlin" of the sandbox. */
const BERLIN = "d9d46091-0501-486e-b319-a7fa7216fa13";

/** What the server does, and what a read of it says. */
interface Fault {
  data: object;
  says: RegExp;
  /** A read is sent again by itself: it is only seen when it lasts. */
  passes?: true;
  /** It does no harm. */
  harmless?: true;
  /** The page has to be made to wait. */
  hangs?: true;
}

const FAULTS: Record<string, Fault> = {
  "401": { data: { status: 401 }, says: /session has ended|answered 401/ },
  "403": { data: { status: 403 }, says: /403/ },
  "404": { data: { status: 404 }, says: /404/ },
  "409": { data: { status: 409 }, says: /409/ },
  "429": { data: { status: 429 }, says: /429/, passes: true },
  "429, Retry-After: 1": { data: { status: 429, headers: { "Retry-After": "1" } }, says: /429/, passes: true },
  "500 problem+json": { data: { status: 500 }, says: /500/ },
  "502 HTML": { data: { status: 502, html: true }, says: /502/, passes: true },
  "405, body says 500": { data: { status: 405, body: { status: 500, title: "Internal Server Error" } }, says: /405/ },
  "empty 200": { data: { empty: true, effect: true }, says: /empty body/ },
  "truncated": { data: { truncate: 20 }, says: /ends in the middle|ended early/ },
  "another shape": { data: { body: 7, effect: true }, says: /another shape|expected/ },
  "a web page": { data: { html: true, effect: true }, says: /web page/ },
  "as text/plain": { data: { content_type: "text/plain" }, says: /^$/, harmless: true },
  "BOM": { data: { bom: true }, says: /^$/, harmless: true },
  "redirect": { data: { redirect: "/sandbox/elsewhere" }, says: /redirects to another address/ },
  "drop before effect": { data: { drop: "before-effect" }, says: /no answer from/, passes: true },
  "drop after effect": { data: { drop: "after-effect" }, says: /no answer from/, passes: true },
  "hang": { data: { hang: "before-head" }, says: /no answer within 30 seconds/, hangs: true },
  "slow": { data: { delay_ms: 700 }, says: /^$/, harmless: true },
};

class Stage {
  constructor(
    readonly page: Page,
    readonly world: World,
    readonly request: APIRequestContext,
    readonly method: string,
    readonly path: string,
  ) {}

  /** Opens a page, signed in to the API that it needs, with nothing left of what was before. */
  async open(path: string, apis: { live?: boolean; opentact?: boolean }) {
    await this.page.goto("/config.json");
    await this.page.evaluate(() => indexedDB.deleteDatabase("cordboard"));
    await this.page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
    await signIn(this.page, this.world, apis);
    await expect(this.page.getByRole("heading", { name: "Sign in", level: 1 })).toHaveCount(0);
  }

  async add(data: object) {
    const url = `/sandbox/worlds/${this.world.id}/faults`;
    await this.request.delete(url);
    const added = await this.request.post(url, { data: [{ method: this.method, path: this.path, ...data }] });
    expect(added.ok(), await added.text()).toBe(true);
  }

  async clear() {
    await this.request.delete(`/sandbox/worlds/${this.world.id}/faults`);
  }

  /** How often the operation was asked for since [`forget`]. */
  async calls(outcome = ""): Promise<number> {
    const query = new URLSearchParams({ method: this.method, ...(outcome ? { outcome } : {}) });
    const asked = await this.request.get(`/sandbox/worlds/${this.world.id}/requests?${query}`);
    const all = (await asked.json()) as { path: string }[];
    const fits = new RegExp(`${this.path.replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
    return all.filter(({ path }) => fits.test(path)).length;
  }

  async forget() {
    await this.request.delete(`/sandbox/worlds/${this.world.id}/requests`);
  }

  /** Waits for one of several ends while the clock runs ahead, and says which it was; calls that
   * go out together end one by one. */
  async end(ends: Record<string, Locator>, step: number, together = 1): Promise<string> {
    for (let turn = 0; turn < 400; turn += 1) {
      for (const [word, locator] of Object.entries(ends)) {
        if ((await locator.filter({ visible: true }).count()) >= together) return word;
      }
      await this.page.clock.runFor(step);
    }
    throw new Error(`none of these came: ${Object.keys(ends).join(", ")}`);
  }

  get again() {
    return this.page.getByRole("dialog", { name: "Sign in again" });
  }

  async signInAgain() {
    const form = this.again.getByRole("form");
    if ((await form.getAttribute("aria-label")) === "Live Platform") {
      await form.getByLabel("Access token").fill(this.world.token);
    } else {
      await form.getByRole("textbox", { name: "Email" }).fill(this.world.email);
      await form.getByLabel("Password", { exact: true }).fill(this.world.password);
    }
    await form.getByRole("button", { name: "Connect" }).click();
    await expect(this.again).toBeHidden();
  }

  /** Nothing on the page may be the browser's bare words, and the session stands. */
  async expectSound() {
    const text = await this.page.locator("body").innerText();
    expect(text).not.toMatch(/CORS error|Failed to fetch|\[object|undefined/);
    await expect(this.page.getByRole("button", { name: "Sign out", exact: true })).toHaveCount(1);
  }
}

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

/** One line of docs/faults.md: what was seen, by fault. */
type Row = Record<string, string>;

const TABLE = fileURLToPath(new URL("../../docs/faults.md", import.meta.url));
const names = Object.keys(FAULTS);

function lineOf(name: string, row: Row): string {
  expect(Object.keys(row)).toEqual(names);
  for (const [fault, word] of Object.entries(row)) expect(word, fault).not.toBe("");
  return `| ${[name, ...names.map((fault) => row[fault])].join(" | ")} |`;
}

/** Holds a row against the document, or writes it there when CORDBOARD_FAULTS is set. */
function check(name: string, row: Row) {
  const line = lineOf(name, row);
  console.log(line);
  const text = existsSync(TABLE) ? readFileSync(TABLE, "utf8") : "";
  const before = text.split("\n").find((own) => own.startsWith(`| ${name} |`));
  if (process.env.CORDBOARD_FAULTS) {
    const lines = text.trimEnd().split("\n");
    writeFileSync(TABLE, `${before ? lines.map((own) => (own === before ? line : own)).join("\n") : [...lines, line].join("\n")}\n`);
  } else {
    expect(before, "docs/faults.md is another: write it anew with CORDBOARD_FAULTS=1 and one worker").toBe(line);
  }
}

test.describe.configure({ timeout: 300_000 });

test.beforeEach(async ({ page }) => {
  // No budget and no lock: they have journeys of their own.
  const config = {
    environments: [
      {
        name: "Sandbox",
        kind: "sandbox",
        requestsPer10s: 1000,
        livePlatform: { baseUrl: "/ac/tenantui", auth: "token" },
        openTact: { baseUrl: "/ot/rest", auth: "password" },
      },
    ],
    idleLock: { minutes: 0 },
  };
  await page.route("**/config.json", (route) => route.fulfill({ json: config }));
  await page.clock.install();
});

for (const own of READS) {
  test.describe(() => {
    test.use({ worldOptions: { ...own.world } });
    test(`reads: ${own.name}`, async ({ page, world, request }) => {
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

interface Write {
  name: string;
  method: string;
  path: string;
  world?: object;
  /** Opens the page and fills it in; `number` tells one time from another. */
  fill: (stage: Stage, number: number) => Promise<void>;
  /** What was typed, and stays while nothing has come of it. */
  typed: (page: Page, number: number) => Promise<void>;
  /** The press that sends. */
  act: (page: Page) => Promise<void>;
  /** Where a failure is said. */
  message: (page: Page) => Locator;
  /** It has come to be. */
  good: (page: Page, number: number) => Locator;
  /** It has not, as reading shows. */
  asked: (page: Page) => Locator;
  /** The press that sends again. */
  again: (page: Page) => Promise<void>;
}

const box = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

const WRITES: Write[] = [
  {
    name: "CreateOutboundVoiceProfile",
    method: "POST",
    path: "/profile/outbound_voice",
    fill: async (stage, number) => {
      await stage.open("/voice-profiles/new", { opentact: true });
      await box(stage.page, "Name").fill(`Fault ${number}`);
    },
    typed: (page, number) => expect(box(page, "Name")).toHaveValue(`Fault ${number}`),
    act: (page) => press(page, "Create voice profile"),
    message: (page) => page.getByRole("alert").filter({ hasText: "was not created" }),
    good: (page, number) => page.getByRole("heading", { level: 1, name: `Fault ${number}`, exact: true }),
    asked: (page) => page.getByText("The list was read and has no such profile."),
    again: (page) => press(page, "Create voice profile"),
  },
  {
    name: "ModifyOutboundVoiceProfile",
    method: "PATCH",
    path: `/profile/outbound_voice/${BERLIN}`,
    fill: async (stage, number) => {
      await stage.open(`/voice-profiles/${BERLIN}`, { opentact: true });
      await expect(box(stage.page, "Name")).not.toHaveValue("");
      await box(stage.page, "Channel limit").fill(`${100 + number}`);
    },
    typed: (page, number) => expect(box(page, "Channel limit")).toHaveValue(`${100 + number}`),
    act: (page) => press(page, "Save changes"),
    message: (page) => page.getByRole("alert").filter({ hasText: "was not saved" }),
    good: (page) => page.getByRole("status").filter({ hasText: "Saved" }),
    asked: (page) => page.getByText("The change is not there"),
    again: (page) => press(page, "Save changes"),
  },
];

for (const own of WRITES) {
  test.describe(() => {
    test.use({ worldOptions: { ...own.world } });
    test(`writes: ${own.name}`, async ({ page, world, request }) => {
      const stage = new Stage(page, world, request, own.method, own.path);
      const row: Row = {};
      let number = 0;
      for (const [name, fault] of Object.entries(FAULTS)) {
        row[name] = await test.step(name, async () => {
          number += 1;
          await stage.clear();
          await own.fill(stage, number);
          await stage.forget();
          await stage.add({ ...fault.data, times: 1 });
          await own.act(page);
          const ends = {
            "signed in again, sent by a new press": stage.again,
            "found out": own.good(page, number),
            said: own.message(page).filter({ hasText: fault.says }),
            asked: own.asked(page),
          };
          const word = await stage.end(ends, fault.hangs ? 1_000 : 100);
          // However it ended, it left once.
          expect(await stage.calls()).toBe(1);
          await stage.expectSound();
          if (word === "found out") return fault.harmless ? "done" : word;
          if (name === "401") await stage.signInAgain();
          else await expect(stage.again).toBeHidden();
          await own.typed(page, number);
          expect(await stage.calls()).toBe(1);
          await own.again(page);
          await stage.end({ good: own.good(page, number) }, 100);
          expect(await stage.calls()).toBe(2);
          // The message may be seen before the dialog that was answered.
          return name === "401" ? "signed in again, sent by a new press" : word;
        });
      }
      check(own.name, row);
    });
  });
}
