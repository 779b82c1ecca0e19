import { type Actor, act, type Books, expectOk } from '../act.ts'
import { renewTerms } from '../contract/renew-terms.ts'
import { tellRenewals } from '../contract/tell-renewals.ts'
import { quoteRenewals } from './renewals.ts'

/** What a night does with terms that end: those that go on by themselves do, people are told in time, quotes are made. */
export async function tendRenewals(books: Books, actor: Actor) {
	const renewed = await renewTerms(books, actor)
	const { renews, ends } = expectOk(await act(books, actor, tellRenewals, undefined))
	return { renewed, renews, ends, ...(await quoteRenewals(books, actor)) }
}
