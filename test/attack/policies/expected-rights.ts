/**
 * Who may do what with the sample row of each table (sample-rows.ts: the row is the owner's and stands in a project that an editor and a viewer
 * share): select, insert in one's own name, update, delete, forge (insert in the name of another). Rights on single columns are narrower still.
 * Whoever adds a table thinks about its line.
 */
export const expectedRights: Readonly<Record<string, string>> = {
  'workprint.asset_derivatives':
    'owner s----  editor s----  viewer s----  outsider -----  nobody -----  studio siud-  sign-in -----',
  'workprint.asset_uses':
    'owner si-d-  editor si-d-  viewer s----  outsider -----  nobody -----  studio siud-  sign-in -----',
  'workprint.assets':
    'owner siud-  editor siud-  viewer s----  outsider -----  nobody -----  studio siudf  sign-in -----',
  // Anybody writes down what they did themselves, also where they are no longer a member; only owners read what others did.
  'workprint.audit_log':
    'owner si---  editor -i---  viewer -i---  outsider -i---  nobody -----  studio siudf  sign-in -i--f',
  'workprint.discovered_models':
    'owner siud-  editor -i---  viewer -i---  outsider -i---  nobody -----  studio siudf  sign-in -----',
  'workprint.document_updates':
    'owner si-df  editor si-df  viewer s----  outsider -----  nobody -----  studio siudf  sign-in -----',
  'workprint.document_versions':
    'owner si-df  editor si-df  viewer s----  outsider -----  nobody -----  studio siudf  sign-in -----',
  'workprint.documents':
    'owner siu--  editor siu--  viewer s----  outsider -----  nobody -----  studio siud-  sign-in -----',
  'workprint.generation_assets':
    'owner s----  editor s----  viewer s----  outsider -----  nobody -----  studio siud-  sign-in -----',
  'workprint.generations':
    'owner si-d-  editor si-d-  viewer s----  outsider -----  nobody -----  studio siudf  sign-in -----',
  'workprint.idempotency_keys':
    'owner siu--  editor -i---  viewer -i---  outsider -i---  nobody -----  studio siudf  sign-in -----',
  'workprint.job_events':
    'owner s----  editor s----  viewer s----  outsider -----  nobody -----  studio siud-  sign-in -----',
  'workprint.job_results':
    'owner s----  editor s----  viewer s----  outsider -----  nobody -----  studio siud-  sign-in -----',
  'workprint.job_runs':
    'owner siu--  editor siu--  viewer s----  outsider -----  nobody -----  studio siudf  sign-in -----',
  'workprint.job_steps':
    'owner s----  editor s----  viewer s----  outsider -----  nobody -----  studio siud-  sign-in -----',
  // Written by the functions of money alone.
  'workprint.ledger_entries':
    'owner s----  editor s----  viewer s----  outsider -----  nobody -----  studio siudf  sign-in -----',
  'workprint.logins':
    'owner s----  editor -----  viewer -----  outsider -----  nobody -----  studio siudf  sign-in siudf',
  'workprint.own_prices':
    'owner siud-  editor -i---  viewer -i---  outsider -i---  nobody -----  studio siudf  sign-in -----',
  'workprint.people':
    'owner s-u--  editor s----  viewer s----  outsider -----  nobody -----  studio siud-  sign-in siud-',
  'workprint.personal_keys':
    'owner s----  editor -----  viewer -----  outsider -----  nobody -----  studio siudf  sign-in siudf',
  'workprint.project_invitations':
    'owner si-df  editor -----  viewer -----  outsider -----  nobody -----  studio siudf  sign-in -----',
  // An owner seats others, and anybody may leave.
  'workprint.project_members':
    'owner siudf  editor s----  viewer s--d-  outsider -----  nobody -----  studio siudf  sign-in -----',
  // Anybody makes projects of their own.
  'workprint.projects':
    'owner siud-  editor siu--  viewer si---  outsider -i---  nobody -----  studio siudf  sign-in -----',
  'workprint.provider_calls':
    'owner s----  editor s----  viewer s----  outsider -----  nobody -----  studio siudf  sign-in -----',
  // One’s own, shared with projects one may work in.
  'workprint.provider_keys':
    'owner siud-  editor -i---  viewer -----  outsider -----  nobody -----  studio siudf  sign-in -----',
  // Read through workprint.purse_for_me alone.
  'workprint.purses':
    'owner -----  editor -----  viewer -----  outsider -----  nobody -----  studio siud-  sign-in -----',
  'workprint.sessions':
    'owner s--d-  editor -----  viewer -----  outsider -----  nobody -----  studio siudf  sign-in siudf',
  'workprint.spending_caps':
    'owner siud-  editor -i---  viewer -i---  outsider -i---  nobody -----  studio siudf  sign-in -----',
  'workprint.storage_used':
    'owner s----  editor -----  viewer -----  outsider -----  nobody -----  studio siudf  sign-in -----',
  // An upload is its person’s alone, also among editors.
  'workprint.uploads':
    'owner siud-  editor -i---  viewer -----  outsider -----  nobody -----  studio siudf  sign-in -----',
  'workprint.verifications':
    'owner -----  editor -----  viewer -----  outsider -----  nobody -----  studio siud-  sign-in siud-',
  'workprint.webhook_deliveries':
    'owner siu--  editor -----  viewer -----  outsider -----  nobody -----  studio siudf  sign-in -----',
  // One’s own, for projects one sees.
  'workprint.webhooks':
    'owner siud-  editor -i---  viewer -i---  outsider -----  nobody -----  studio siudf  sign-in -----',
};
