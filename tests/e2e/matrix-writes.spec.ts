// Every operation that writes × every fault: docs/faults.md.
import type { Locator, Page } from "@playwright/test";

import { WIRE, expect, test } from "./fixtures";
import { BERLIN, CUSTOMER, FAULTS, Stage, check, prepare, tenant, type Row } from "./matrix";

test.describe.configure({ timeout: 300_000 });
// Pictures of every turn of the clock would take longer than the turns.
test.use({ trace: "off" });
test.beforeEach(prepare);

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

/** A task is done when it is first looked at, well within the settling time. */
const SOON = { tasks: { reads: 1 } };

const WRITES: Write[] = [
  {
    name: "Create OC Essential Service from Lead with IP Group",
    method: "POST",
    path: "/api/v3/customer",
    world: SOON,
    fill: async (stage, number) => {
      await stage.open("/services/new", { live: true });
      await box(stage.page, "Microsoft tenant ID").fill(tenant(number));
      await box(stage.page, "Customer short name").fill(`Fault${number}`);
      await box(stage.page, "Customer full name").fill(`Fault ${number}`);
      await box(stage.page, "Settling time in seconds").fill("6");
    },
    typed: (page, number) => expect(box(page, "Customer short name")).toHaveValue(`Fault${number}`),
    act: (page) => press(page, "Create service"),
    message: (page) => page.getByRole("alert").filter({ hasText: "was not created" }),
    good: (page) => page.getByRole("heading", { name: "The service is created", exact: true }),
    asked: (page) => page.getByText("No such service has come to be"),
    again: (page) => press(page, "Create service"),
  },
  {
    name: "Modify Dial Plan Content",
    method: "PATCH",
    path: `/api/v2/customer/${CUSTOMER}/sitelocation/${CUSTOMER}/dialplan/CustDialPlan`,
    world: SOON,
    fill: async (stage, number) => {
      const { page } = stage;
      await stage.open(`/dial-plans?customer=${CUSTOMER}`, { live: true });
      await expect(page.getByRole("status").filter({ hasText: /rules?$/ })).toBeVisible();
      await press(page, "Add rule");
      const form = page.getByRole("form", { name: "Add rule" });
      await form.getByRole("textbox", { name: "Name", exact: true }).fill("Fault");
      await form.getByRole("textbox", { name: "Prefix", exact: true }).fill(`+4420${100 + number}`);
      await form.getByRole("combobox", { name: "Tag", exact: true }).fill("oc1.sandbox2.audiocodes.be");
      await press(page, "Add to changes");
      await press(page, "Review changes");
      await box(page, "Settling time in seconds").fill("6");
    },
    typed: (page, number) =>
      expect(page.getByRole("dialog", { name: "Applying changes" })).toContainText(`+4420${100 + number}`),
    act: (page) => press(page, "Apply changes"),
    message: (page) => page.getByRole("dialog", { name: "Applying changes" }).getByRole("alert").filter({ hasText: /Piece 1 (failed|was not applied)/ }),
    good: (page) => page.getByText("1 of 1 change verified"),
    asked: (page) => page.getByText("Piece 1 does not show in the plan"),
    again: (page) => page.getByRole("button", { name: /^(Retry piece 1|Continue)$/ }).click(),
  },
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
  {
    name: "RemoveOutboundVoiceProfile",
    method: "DELETE",
    path: "/profile/outbound_voice/*",
    world: { voice_profiles: 40 },
    fill: async (stage) => {
      const { page } = stage;
      await stage.open("/voice-profiles?sort=name", { opentact: true });
      await page.getByRole("grid", { name: "Voice profiles" }).getByRole("link").nth(5).click();
      await expect(box(page, "Name")).not.toHaveValue("");
      const name = await box(page, "Name").inputValue();
      await press(page, "Delete voice profile");
      await box(page, "Name of the voice profile").fill(name);
    },
    typed: (page) => expect(box(page, "Name of the voice profile")).not.toHaveValue(""),
    act: (page) => press(page, "Delete"),
    message: (page) => page.getByRole("alert").filter({ hasText: "was not deleted" }),
    good: (page) => page.getByRole("group", { name: "Deleted voice profile" }),
    asked: (page) => page.getByText("Whether the voice profile was deleted is not known"),
    again: (page) => press(page, "Delete"),
  },
];

for (const own of WRITES) {
  test.describe(() => {
    test.use({ worldOptions: { ...own.world } });
    test(`writes: ${own.name}`, WIRE, async ({ page, world, request }) => {
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
          const word = await stage.end(ends, fault.hangs ? 1_000 : 250);
          // However it ended, it left once.
          expect(await stage.calls()).toBe(1);
          await stage.expectSound();
          if (word === "found out") return fault.harmless ? "done" : word;
          if (name === "401") await stage.signInAgain();
          else await expect(stage.again).toBeHidden();
          await own.typed(page, number);
          expect(await stage.calls()).toBe(1);
          await own.again(page);
          await stage.end({ good: own.good(page, number) }, 250);
          expect(await stage.calls()).toBe(2);
          // The message may be seen before the dialog that was answered.
          return name === "401" ? "signed in again, sent by a new press" : word;
        });
      }
      check(own.name, row);
    });
  });
}
