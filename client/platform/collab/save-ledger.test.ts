import { describe, expect, it } from 'vitest';
import { SaveLedger } from '#client/platform/collab/save-ledger.ts';

/** A ledger that is connected and whose first step 2 was acknowledged. */
function saved(): SaveLedger {
  const ledger = new SaveLedger();
  ledger.online();
  ledger.acknowledged(ledger.send('step2'), 100);
  return ledger;
}

describe('what the screen says of one’s words', () => {
  it('[CO27] is saved once the step 2 is acknowledged, with its moment', () => {
    const ledger = new SaveLedger();
    expect(ledger.state('storing')).toBe('offline');
    ledger.online();
    expect(ledger.state('storing')).toBe('saving');
    const sequence = ledger.send('step2');
    expect(ledger.state('storing')).toBe('saving');
    ledger.acknowledged(sequence, 100);
    expect([ledger.state('storing'), ledger.savedAt]).toEqual(['saved', 100]);
  });

  it('[CO27] is saving until the last update is acknowledged', () => {
    const ledger = saved();
    ledger.changed();
    const first = ledger.send('update');
    ledger.changed();
    const second = ledger.send('update');
    ledger.acknowledged(first, 200);
    expect([ledger.state('storing'), ledger.hasUnsent, ledger.savedAt]).toEqual([
      'saving',
      true,
      100,
    ]);
    ledger.acknowledged(second, 300);
    expect([ledger.state('storing'), ledger.hasUnsent, ledger.savedAt]).toEqual([
      'saved',
      false,
      300,
    ]);
  });

  it('[CO27] does not take what was sent on a broken connection for saved', () => {
    const ledger = saved();
    ledger.changed();
    const sequence = ledger.send('update');
    ledger.offline();
    ledger.online();
    ledger.acknowledged(sequence, 200);
    expect([ledger.state('storing'), ledger.hasUnsent]).toEqual(['saving', true]);
    ledger.acknowledged(ledger.send('step2'), 300);
    expect(ledger.state('storing')).toBe('saved');
  });

  it('[CO27] is not saved before the browser’s copy is read', () => {
    const ledger = new SaveLedger();
    ledger.expectCopy();
    ledger.online();
    ledger.acknowledged(ledger.send('step2'), 100);
    expect(ledger.state('storing')).toBe('saving');
    ledger.changed();
    ledger.copyRead(true);
    expect(ledger.state('storing')).toBe('saving');
    ledger.acknowledged(ledger.send('update'), 200);
    expect(ledger.state('storing')).toBe('saved');
  });

  it('[CO27] is on this device only when the browser keeps it', () => {
    const ledger = saved();
    ledger.changed();
    ledger.offline();
    expect(ledger.state('storing')).toBe('offline');
    ledger.copyRead(true);
    expect(ledger.state('storing')).toBe('on-this-device');
    ledger.online();
    expect(ledger.state('store_refuses')).toBe('on-this-device');
    expect(ledger.state('storing')).toBe('saving');
  });

  it('[CO27] is refused as long as the server refuses', () => {
    const ledger = saved();
    ledger.refuse('read_only');
    expect(ledger.state('storing')).toBe('refused');
    ledger.refuse(null);
    expect(ledger.state('storing')).toBe('saved');
  });
});
