/** Which accounts are whose, as the ministries tell central. */
export interface HolderTables {
  account_holder: { personal_number: string; service_id: string; reference: string };
}
