import { NEW_GATE, gateText, readGate } from '../../src/domain/gate-config';

describe('the configuration of a gate', () => {
  it('is read as it was written, as text or as what the text holds', () => {
    const config = { ...NEW_GATE, mode: 'block' as const, onError: 'stop' as const, rules: ['linked' as const] };
    expect(readGate(gateText(config))).toEqual({ ok: true, config });
    expect(readGate(JSON.parse(gateText(config)))).toEqual({ ok: true, config });
    expect(new TextEncoder().encode(gateText(config)).length).toBeLessThan(32 * 1024);
  });

  it('of another version or garbled lets pass, unless it says that errors stop', () => {
    const good = JSON.parse(gateText(NEW_GATE)) as object;
    for (const bad of ['', '{', undefined, null, 7, [], {}, { ...good, v: 2 }, { ...good, mode: 'strict' }, { ...good, more: 1 }, { ...good, rules: ['everything'] }]) {
      expect(readGate(bad)).toEqual({ ok: false, onError: 'pass' });
    }
    expect(readGate({ ...good, v: 2, onError: 'stop' })).toEqual({ ok: false, onError: 'stop' });
    expect(readGate('{"onError":"stop"}')).toEqual({ ok: false, onError: 'stop' });
  });
});
