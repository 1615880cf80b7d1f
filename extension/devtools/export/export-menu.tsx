import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { PanelModel } from '../model/panel-model.ts';
import type { Exporter } from './exporter.ts';
import { type FormatId, formats } from './formats.ts';
import './export-menu.css';

/** One menu for every kind of file, with or without addresses. */
export function ExportMenu({ model, exporter }: { model: PanelModel; exporter: Exporter }) {
  const open = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const redacted = useSignal(false);

  function close(): void {
    open.value = false;
    button.current?.focus();
  }

  function choose(id: FormatId): void {
    close();
    void exporter.export(id, model, redacted.peek());
  }

  return (
    <div
      class="export"
      ref={root}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget && !root.current?.contains(relatedTarget as Node)) open.value = false;
      }}
    >
      <button
        type="button"
        ref={button}
        aria-haspopup="menu"
        aria-expanded={open.value}
        disabled={model.scene.value.connection === null}
        onClick={() => (open.value = !open.value)}
      >
        Export <span aria-hidden="true">▾</span>
      </button>
      {open.value && <Menu choose={choose} redacted={redacted} close={close} within={root} />}
    </div>
  );
}

interface MenuProps {
  choose(id: FormatId): void;
  redacted: { value: boolean };
  close(): void;
  within: { current: HTMLElement | null };
}

function Menu({ choose, redacted, close, within }: MenuProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
    const outside = ({ target }: PointerEvent) => {
      if (!within.current?.contains(target as Node)) close();
    };
    addEventListener('pointerdown', outside);
    return () => removeEventListener('pointerdown', outside);
  }, [close, within]);
  return (
    <div
      class="menu"
      role="menu"
      aria-label="Export"
      ref={list}
      tabIndex={-1}
      onKeyDown={event => menuKey(event, close)}
    >
      {formats.map(format => (
        <button
          key={format.id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          data-format={format.id}
          onClick={() => choose(format.id)}
        >
          {format.title}
          <span class="dim">{format.hint}</span>
        </button>
      ))}
      <hr />
      <button
        type="button"
        role="menuitemcheckbox"
        tabIndex={-1}
        aria-checked={redacted.value}
        onClick={() => (redacted.value = !redacted.value)}
      >
        <span class="menu-check" aria-hidden="true">
          {redacted.value ? '☑' : '☐'}
        </span>
        Redact addresses
        <span class="dim">IP addresses, hosts and pages become labels</span>
      </button>
    </div>
  );
}

/** The keys of a menu (ARIA Authoring Practices): arrows, Home, End, first letters, Escape. */
function menuKey(event: KeyboardEvent, close: () => void): void {
  const menu = event.currentTarget as HTMLElement;
  const items = [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = targetOf(event.key, at, items);
  // No key of the timeline's while a menu is open.
  event.stopPropagation();
  if (event.key === 'Escape' || event.key === 'Tab') close();
  if (event.key === 'Escape' || to !== undefined) event.preventDefault();
  items[to ?? -1]?.focus();
}

function targetOf(key: string, at: number, items: HTMLElement[]): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % items.length;
    case 'ArrowUp':
      return (at - 1 + items.length) % items.length;
    case 'Home':
      return 0;
    case 'End':
      return items.length - 1;
  }
  if (key.length !== 1 || key === ' ') return undefined;
  const begins = (item: HTMLElement) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase());
  const next = [...items.keys()].map(i => (at + 1 + i) % items.length).find(i => begins(items[i]!));
  return next;
}
