import type { CDPSession, Protocol } from 'puppeteer-core';
import type { Panel } from './panel.ts';
import { waitFor } from './wait-for.ts';

/** A person's hand and eye on the panel. */
export class PanelHand {
  readonly #panel: Panel;

  constructor(panel: Panel) {
    this.#panel = panel;
  }

  text(): Promise<string> {
    return this.#panel.frame.evaluate('document.body.innerText') as Promise<string>;
  }

  shows(what: string | RegExp): Promise<unknown> {
    return waitFor(`the panel to show ${what}`, async () => (await this.text()).match(what) !== null);
  }

  /** Clicks the button or tab of this name, or of this name and something after it. */
  async press(name: string): Promise<void> {
    const find = `[...document.querySelectorAll('button')]
      .find(each => each.textContent.trim().startsWith(${JSON.stringify(name)}))`;
    await waitFor(`the button ${name}`, () => this.#panel.frame.evaluate(`!!${find} && !${find}.disabled`));
    await this.#panel.frame.evaluate(`${find}.click()`);
  }

  /** Types into the field of this accessible name. */
  async fill(selector: string, text: string): Promise<void> {
    const field = await this.#panel.frame.waitForSelector(selector);
    await field!.evaluate((element, value) => {
      const input = element as HTMLInputElement;
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }, text);
    await field!.dispose();
  }

  /** A mouse event in the panel. Through DevTools' page it would not get there: the panel lives in another process. */
  async mouse(type: MouseEventType, x: number, y: number, more: object = {}): Promise<void> {
    const { client } = this.#panel.frame as unknown as { client: CDPSession };
    await client.send('Input.dispatchMouseEvent', { type, x, y, ...more });
  }
}

type MouseEventType = Protocol.Input.DispatchMouseEventRequest['type'];
