/** Streams of events stay open for as long as somebody listens. One person may have so many on a server, so that nobody fills it with connections. */
import { RequestRefused } from './problem.ts';

const mostOfOnePerson = 50;

export type OpenStreams = {
  /** Takes a place; gives what gives it back, once. Throws `rate-limited`. */
  take(personId: string): () => void;
};

/** Of one server: what is open here is nobody else's concern. */
export const createOpenStreams = (most = mostOfOnePerson): OpenStreams => {
  const open = new Map<string, number>();
  return {
    take: (personId) => {
      const before = open.get(personId) ?? 0;
      if (before >= most)
        throw new RequestRefused(
          'rate-limited',
          `You have ${most} streams of events open on this server; close one first.`,
          {
            headers: { 'retry-after': '10' },
          },
        );
      open.set(personId, before + 1);
      let isGivenBack = false;
      return () => {
        if (isGivenBack) return;
        isGivenBack = true;
        const left = (open.get(personId) ?? 1) - 1;
        if (left > 0) open.set(personId, left);
        else open.delete(personId);
      };
    },
  };
};

/** The same response; `onEnd` is called when its body is over, however it ends. */
export const whenOver = (response: Response, onEnd: () => void): Response => {
  if (!response.body) {
    onEnd();
    return response;
  }
  const reader = (response.body as ReadableStream<Uint8Array<ArrayBuffer>>).getReader();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      try {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        onEnd();
        controller.close();
      } catch (error) {
        onEnd();
        controller.error(error);
      }
    },
    cancel: async (reason) => {
      onEnd();
      await reader.cancel(reason);
    },
  });
  return new Response(body, response);
};
