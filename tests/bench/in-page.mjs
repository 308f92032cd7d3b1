// What runs in the measured page. "Painted" is the first task after the frame in which a change
// was drawn: requestAnimationFrame comes before painting, a message posted from there after it.

/** Each of these is sent to the page as its own text, so none may use another. */
export const inPage = {
  async transfer({ url, token }) {
    const headers = { authorization: `Bearer ${token}` };
    const one = performance.now();
    // Beyond what a string of the browser holds, 512 MB in Chromium, this fails.
    const json = await (await fetch(url, { headers })).json().then(
      () => performance.now() - one,
      () => null,
    );
    const two = performance.now();
    const reader = (await fetch(url, { headers })).body.getReader();
    while (!(await reader.read()).done);
    return { json, stream: performance.now() - two };
  },

  typedSort(size) {
    const numbers = Float64Array.from({ length: size }, () => Math.floor(Math.random() * 1e12));
    const before = performance.now();
    numbers.sort();
    return performance.now() - before;
  },

  /** The page that does nothing but set a text node. */
  bare() {
    const text = document.querySelector("p").appendChild(document.createTextNode(""));
    document.querySelector("input").addEventListener("input", (event) => (text.data = event.target.value));
    document.querySelector("select").addEventListener("change", (event) => (text.data = event.target.value));
  },

  /** Times every key from when the browser got it. */
  watchKeys() {
    addEventListener(
      "keydown",
      (event) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            globalThis.benchKey = performance.now() - event.timeStamp;
            console.info("bench: key");
          };
          port2.postMessage(0);
        });
      },
      true,
    );
  },

  /** Times an import from the file's choice to the first outcomes, and the tasks in between. */
  watchImport() {
    globalThis.benchImport = { longest: 0 };
    addEventListener(
      "change",
      () => {
        const before = performance.now();
        new PerformanceObserver((list) => {
          // The task in which the file is chosen is the driver's: it hands megabytes to the page.
          for (const { duration, startTime } of list.getEntries()) {
            if (startTime >= before) globalThis.benchImport.longest = Math.max(globalThis.benchImport.longest, duration);
          }
        }).observe({ type: "longtask" });
        const look = () => {
          if (!document.querySelector("table[aria-label='Import preview'] tbody tr")) return requestAnimationFrame(look);
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            globalThis.benchImport.shown = performance.now() - before;
            console.info("bench: import");
          };
          port2.postMessage(0);
        };
        look();
      },
      { capture: true, once: true },
    );
  },

  choose([selector, value]) {
    const select = document.querySelector(selector);
    return new Promise((resolve) => {
      // Not at a moment that the frame's own clock favours.
      setTimeout(() => {
        const before = performance.now();
        select.value = value;
        select.dispatchEvent(new Event("change", { bubbles: true }));
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - before);
          port2.postMessage(0);
        });
      }, Math.random() * 16);
    });
  },

  sort(column) {
    const heads = [...document.querySelectorAll("[aria-label=Numbers] .grid__sort")];
    const button = heads.find((head) => head.textContent === column);
    return new Promise((resolve) => {
      setTimeout(() => {
        const before = performance.now();
        button.click();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - before);
          port2.postMessage(0);
        });
      }, Math.random() * 16);
    });
  },

  emptyFrame() {
    return new Promise((resolve) => {
      setTimeout(() => {
        const before = performance.now();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - before);
          port2.postMessage(0);
        });
      }, Math.random() * 16);
    });
  },

  /** Watches a look-up from its request to its last row. */
  watchStream(whenAll) {
    const bench = { longest: 0, gap: 0 };
    globalThis.bench = bench;
    const usual = window.fetch;
    window.fetch = function (...what) {
      if (String(what[0]?.url ?? what[0]).includes("/oc/numbers")) bench.start = performance.now();
      return usual.apply(this, what);
    };
    const painted = (name) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          bench[name] ??= performance.now();
          console.info(`bench: ${name}`);
        };
        port2.postMessage(0);
      });
    const status = document.querySelector("[role=status]");
    let hasFirst = false;
    let hasAll = false;
    new MutationObserver(() => {
      if (!hasFirst && document.querySelector("[aria-label=Numbers] [aria-rowindex='2'] td")) {
        hasFirst = true;
        painted("first");
      }
      if (!hasAll && status.textContent === whenAll) {
        hasAll = true;
        painted("all");
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) {
        const isMeant = bench.start !== undefined && task.startTime >= bench.start && bench.all === undefined;
        if (isMeant) bench.longest = Math.max(bench.longest, task.duration);
      }
    }).observe({ type: "longtask" });
    let before;
    const frame = (now) => {
      if (before !== undefined && bench.start !== undefined) bench.gap = Math.max(bench.gap, now - before);
      before = now;
      if (bench.all === undefined) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  },

  /** Scrolls for two hundred frames, slowly and then by a screen at a time. */
  scroll() {
    const box = document.querySelector("[aria-label=Numbers]").closest(".grid-box");
    box.scrollTop = 0;
    return new Promise((resolve) => {
      let [frames, slow, before] = [0, 0, undefined];
      const step = (now) => {
        if (before !== undefined && now - before > 25) slow += 1;
        before = now;
        frames += 1;
        if (frames > 200) resolve((slow * 100) / 200);
        else {
          box.scrollTop += frames < 100 ? 60 : 600;
          requestAnimationFrame(step);
        }
      };
      requestAnimationFrame(step);
    });
  },

  /** From the beginning of the navigation to the first row on screen. */
  firstRow: () => {
    const look = () => {
      if (!document.querySelector("tr[aria-rowindex='2'] td")) {
        requestAnimationFrame(look);
        return;
      }
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        globalThis.benchFirstRow = performance.now();
        console.info("bench: first row");
      };
      port2.postMessage(0);
    };
    requestAnimationFrame(look);
  },
};
