/** Waiting for a vendor's work that may be over before it is asked about: a vendor's webhook rings, on whichever server it arrives. */
export interface CallBell {
  /**
   * Resolves after `waitMs`, or as soon as somebody says that this call may be over: then asking the vendor makes sense at once. A ring that came since the
   * last wait for this call counts. Rejects with the signal's reason.
   */
  wait(callId: string, waitMs: number, signal: AbortSignal): Promise<void>;
}
