/** A studio that hears a vendor's webhooks, and work of that vendor under way in its book of calls. */
import { randomUUID } from 'node:crypto';
import { noticeRoutes } from '../../../src/features/generations/notices.routes.ts';
import { openPaidVendor, type PaidVendor } from '../../kit/paid-vendor.ts';
import { startTestStudio, type TestStudio } from '../../kit/studio.ts';

export type SignedNotice = ReturnType<PaidVendor['signer']['notice']>;

export type NoticeWorld = {
  readonly studio: TestStudio;
  readonly vendor: PaidVendor;
  /** Work under way at the vendor, by its name there. */
  work(): Promise<string>;
  /** Sends a notice; gives what it was answered. */
  tell(notice: SignedNotice, provider?: string): Promise<{ readonly status: number; readonly text: string }>;
  eventIdOf(notice: SignedNotice): string;
  close(): Promise<void>;
};

export const openNoticeWorld = async (): Promise<NoticeWorld> => {
  const vendor = await openPaidVendor();
  const studio = await startTestStudio({
    routes: ({ database }) => [
      ...noticeRoutes({ database, clock: { now: () => Date.now() }, shelf: vendor.shelf(), fetchOf: () => fetch }),
    ],
  });
  const person_id = studio.asOwner.personId;
  return {
    ...{ studio, vendor },
    work: async () => {
      const workId = `work-${randomUUID()}`;
      await studio.database.asStudio((query) =>
        query
          .insertInto('workprint.provider_calls')
          .values({
            ...{
              project_id: studio.projectId,
              person_id,
              order_key: randomUUID(),
              place: 1,
              request_key: randomUUID(),
            },
            ...{ provider: vendor.name, model: 'clip', type: 'video', ask: JSON.stringify({}), state: 'under-way' },
            ...{ submit_key: randomUUID(), work_id: workId, reserved_micros: 0, period: '2026-11' },
          })
          .execute(),
      );
      return workId;
    },
    tell: async ({ headers, body }, provider = vendor.name) => {
      const answer = await studio.asNobody.fetch(`/api/v1/provider-notices/${provider}`, {
        ...{ method: 'POST', headers, body: Buffer.from(body) },
      });
      return { status: answer.status, text: await answer.text() };
    },
    eventIdOf: ({ body }) => (JSON.parse(Buffer.from(body).toString()) as { eventId: string }).eventId,
    close: async () => {
      await studio.close();
      await vendor.close();
    },
  };
};
