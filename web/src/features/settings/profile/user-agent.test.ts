import { describe, expect, it } from 'vitest';
import { machineOf } from './user-agent';

describe('a browser’s self-portrait', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Linux', false],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0', 'Edge', 'Windows', false],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1', 'Safari', 'iPhone', true],
    ['Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36', 'Chrome', 'Android', true],
    ['curl/8.5.0', null, null, false],
  ])('%s', (text, browser, system, isPhone) => {
    expect(machineOf(text)).toEqual({ browser, system, isPhone });
  });

  it('may be missing', () => {
    expect(machineOf(null).browser).toBeNull();
  });
});
