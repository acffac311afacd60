/** Why a request is not answered, for whoever set up the hook. Status as in RFC 9110. */
export interface Refusal {
  readonly status: number;
  readonly note: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function isRefusal(value: object): value is Refusal {
  return 'status' in value;
}
