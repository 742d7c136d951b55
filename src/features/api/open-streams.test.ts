import { expect, test } from 'vitest';
import { createOpenStreams, whenOver } from './open-streams.ts';

test('API-29 one person has so many streams of events; a place is given back once, however a stream ends', async () => {
  const streams = createOpenStreams(2);
  const [first] = [streams.take('ada'), streams.take('ada')];
  expect(() => streams.take('ada')).toThrow('You have 2 streams of events open');
  streams.take('bob');
  first?.();
  first?.();
  const third = streams.take('ada');
  expect(() => streams.take('ada')).toThrow('2 streams');
  third();

  const chunks = (end: 'close' | 'error') => {
    let left = 2;
    return new Response(
      new ReadableStream({
        pull: (controller) => {
          if (left-- > 0) controller.enqueue(new TextEncoder().encode('event\n'));
          else if (end === 'close') controller.close();
          else controller.error(new Error('broken'));
        },
      }),
      { status: 200, headers: { 'content-type': 'text/event-stream' } },
    );
  };
  let over = 0;
  const whole = whenOver(chunks('close'), () => over++);
  expect([await whole.text(), whole.headers.get('content-type'), over]).toEqual([
    'event\nevent\n',
    'text/event-stream',
    1,
  ]);
  await expect(whenOver(chunks('error'), () => over++).text()).rejects.toThrow('broken');
  await whenOver(chunks('close'), () => over++).body?.cancel();
  whenOver(new Response(null), () => over++);
  expect(over).toBe(4);
});
