import type { Scope } from '../act.ts'
import { type Notice, noticeOn } from '../contract/notice.ts'
import { readRenewalPolicy } from '../contract/renewal-policy.ts'
import { termEnd, termMonthsOf } from '../contract/term.ts'
import { wentUntold } from '../contract/untold.ts'
import { permit } from '../permit.ts'
import { noticeTerms } from './leaving.ts'
import { type ContractStanding, readStanding } from './standing.ts'

/**
 * What notice can be given once the one that stands is taken back; where none stands, as things are. A last day to object
 * that has passed meanwhile has the next term agreed, and it binds only who was told of it: as renewTerms will have it.
 */
export async function noticeKept(scope: Scope, standing: ContractStanding): Promise<Notice> {
	const terms = noticeTerms(standing)
	const notice = noticeOn({ ...terms, untoldUntil: null }, scope.today)
	const months = termMonthsOf(terms)
	if (notice.kind !== 'renewed' || !terms.endsOn || months === null || notice.endsOn.equals(terms.endsOn))
		return noticeOn(terms, scope.today)
	const { shortestMonths } = await readRenewalPolicy(scope)
	const before = termEnd({ startsOn: terms.startsOn, endsOn: notice.endsOn, months }, -1)
	const [contract] = await scope.sql<{ untold: boolean }[]>`
		select ${wentUntold(scope, scope.sql`${before}::date`)} as untold from contract where id = ${standing.id}`
	if (!contract?.untold || months < shortestMonths) return notice
	return noticeOn({ ...terms, endsOn: notice.endsOn, untoldUntil: notice.endsOn }, scope.today)
}

/** The same for the letter about it. Refuses `not_found`, `contract.payable`. */
export async function findNoticeKept(scope: Scope, { id }: { id: string }): Promise<Notice> {
	permit(scope, 'contract.read')
	return await noticeKept(scope, await readStanding(scope, id))
}
