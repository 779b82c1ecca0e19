import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { permit, reach } from '../permit.ts'

/**
 * Joins the notice that stands: of a contract that ends or has ended by it, not of one that was taken back or renewed
 * since. `notice.recorded_on` is the day it was given, `notice.sequence` its amendment, `notice.reason` what was written.
 */
export const noticeJoin = ({ sql }: Pick<Scope, 'sql'>): Fragment => sql`left join lateral (
	select recorded_on, sequence, reason from (
		select recorded_on, sequence, reason, kind, terms from amendment
		where contract_id = contract.id and kind in ('end', 'renewal') order by sequence desc limit 1
	) as last
	where kind = 'end' and terms #>> '{ending,1}' = 'true' and contract.state in ('ending', 'closed', 'filed')
) as notice on true
left join contract_cancellation as said on said.contract_id = contract.id and said.sequence = notice.sequence
left join cancel_reason on cancel_reason.code = said.reason_code`

/** Why, of joined notices: the company's words in a language with what was written beside them, or that alone; null for none. */
export const reasonIn = ({ sql }: Pick<Scope, 'sql'>, language: Language): Fragment => sql`nullif(case
	when cancel_reason.code is null then notice.reason
	else case ${language} when 'ru' then label_ru when 'zh' then label_zh when 'vi' then label_vi else label_en end
		|| case when said.text <> '' then case ${language} when 'zh' then '：' else ': ' end || said.text else '' end
end, '')`

/** Why notice of contracts was given, in a reader's language, by the id of the contract. */
export async function findNoticeReasons(
	scope: Scope,
	{ ids, language }: { ids: readonly string[]; language: Language },
): Promise<Map<string, string>> {
	permit(scope, 'contract.read')
	const rows = await scope.sql<{ id: string; reason: string | null }[]>`
		select contract.id, ${reasonIn(scope, language)} as reason from contract ${noticeJoin(scope)}
		where contract.id = any(${[...ids]}::uuid[]) and ${reach(scope).contract()}`
	return new Map(rows.flatMap(({ id, reason }) => (reason === null ? [] : [[id, reason] as const])))
}
