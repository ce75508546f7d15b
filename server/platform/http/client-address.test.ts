import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createProxyTrust } from '#server/platform/http/client-address.ts';

/** A request as the server reads it, from an address and with what it says of others. */
function requestFrom(remoteAddress: string | undefined, forwardedFor?: string): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress });
  const request = new IncomingMessage(socket);
  if (forwardedFor !== undefined) request.headers['x-forwarded-for'] = forwardedFor;
  return request;
}

const addressOf = (trusted: string[], remote: string | undefined, forwarded?: string) =>
  createProxyTrust(trusted).addressOf(requestFrom(remote, forwarded));

describe('the address of a client', () => {
  it('is that of the connection when no proxy is trusted, whatever the request says', () => {
    expect(addressOf([], '203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
    expect(addressOf([], '127.0.0.1', '198.51.100.1')).toBe('127.0.0.1');
  });

  it('is that of the connection when it does not come from a trusted proxy', () => {
    expect(addressOf(['10.0.0.2'], '203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
    expect(addressOf(['loopback'], '10.0.0.2', '198.51.100.1, 127.0.0.1')).toBe('10.0.0.2');
  });

  it('is what the trusted proxy says, not what the client put in front', () => {
    expect(addressOf(['10.0.0.2'], '10.0.0.2', '203.0.113.7')).toBe('203.0.113.7');
    expect(addressOf(['10.0.0.2'], '10.0.0.2', '198.51.100.1, 203.0.113.7')).toBe('203.0.113.7');
    expect(addressOf(['10.0.0.2'], '10.0.0.2', '10.0.0.2, 203.0.113.7')).toBe('203.0.113.7');
  });

  it('is found through several trusted proxies, ranges, and IPv4 written as IPv6', () => {
    const trusted = ['10.0.0.0/8', 'loopback'];
    expect(addressOf(trusted, '::1', '203.0.113.7, 10.1.2.3')).toBe('203.0.113.7');
    expect(addressOf(trusted, '::ffff:10.0.0.9', '2001:db8::5')).toBe('2001:db8::5');
  });

  it('is the proxy’s when the proxy names none', () => {
    expect(addressOf(['10.0.0.2'], '10.0.0.2')).toBe('10.0.0.2');
    expect(addressOf(['10.0.0.2'], '10.0.0.2', 'unknown')).toBe('10.0.0.2');
    expect(addressOf(['10.0.0.2'], '10.0.0.2', '203.0.113.7, nonsense')).toBe('10.0.0.2');
  });

  it('is unknown once the connection is gone', () => {
    expect(addressOf(['10.0.0.2'], undefined, '203.0.113.7')).toBe('unknown');
  });
});
