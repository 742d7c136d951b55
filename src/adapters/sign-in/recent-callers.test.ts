import { expect, test } from 'vitest';
import type { Identity } from '../../ports/sign-in.ts';
import { rememberCallers } from './recent-callers.ts';

const ada: Identity = { personId: 'ada', via: 'session', scopes: [] };

/** Looks that are counted, at a time that stands still until it is moved. */
const counted = () => {
  const state: { at: number; looks: number; answer: Identity | undefined } = { at: 0, looks: 0, answer: ada };
  const recent = rememberCallers(() => state.at);
  const look = async () => {
    state.looks++;
    return state.answer;
  };
  return { state, recent, ask: (credential = 'cookie') => recent.find(credential, look) };
};

test('ACC-4 who was recognised is remembered for a second', async () => {
  const { state, ask } = counted();
  await Promise.all([ask(), ask(), ask()]);
  state.at = 999;
  expect(await ask()).toBe(ada);
  expect(state.looks).toBe(1);
  state.at = 1000;
  await ask();
  expect(state.looks).toBe(2);
});

test('ACC-4 nobody is not remembered, and neither is a failure', async () => {
  const { state, recent, ask } = counted();
  state.answer = undefined;
  expect(await ask()).toBeUndefined();
  await expect(recent.find('x', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  state.answer = ada;
  expect(await ask()).toBe(ada);
  expect(await ask('x')).toBe(ada);
});

test('ACC-4 who is forgotten is looked up again, also when they were just being looked up', async () => {
  const { state, recent, ask } = counted();
  await ask();
  recent.forget('somebody else');
  await ask();
  expect(state.looks).toBe(1);
  recent.forget('ada');
  const underWay = ask();
  recent.forget('ada');
  await Promise.all([underWay, ask()]);
  expect(state.looks).toBe(3);
});

test('ACC-4 no more than ten thousand are remembered', async () => {
  const { state, ask } = counted();
  for (let at = 0; at < 10_001; at++) await ask(`${at}`);
  const before = state.looks;
  await ask('10000');
  expect(state.looks).toBe(before);
  await ask('0');
  expect(state.looks).toBe(before + 1);
});
