/** Personal data of an applicant's person: never in the application's content, never in a finding, never in a log. */
export type ApplicationPerson = {
  readonly name: string
  /** 项目负责人, 联系人. */
  readonly role: string
  readonly organisation: string | null
  readonly title: string | null
  readonly idNumber: string | null
  readonly phone: string | null
}
