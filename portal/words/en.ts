import { account } from './en/account.ts'
import { cancel } from './en/cancel.ts'
import { cards } from './en/cards.ts'
import { change } from './en/change.ts'
import { collectionPlan } from './en/collection-plan.ts'
import { contract } from './en/contract.ts'
import { contractDays } from './en/contract-days.ts'
import { conversation } from './en/conversation.ts'
import { fault } from './en/fault.ts'
import { happened } from './en/happened.ts'
import { invoice } from './en/invoice.ts'
import { options } from './en/options.ts'
import { overview } from './en/overview.ts'
import { ownDetails } from './en/own-details.ts'
import { papers } from './en/papers.ts'
import { partner } from './en/partner.ts'
import { password } from './en/password.ts'
import { pay } from './en/pay.ts'
import { payOff } from './en/pay-off.ts'
import { penalty } from './en/penalty.ts'
import { problem } from './en/problem.ts'
import { quote } from './en/quote.ts'
import { quoteSaid } from './en/quote-said.ts'
import { rating } from './en/rating.ts'
import { refusal } from './en/refusal.ts'
import { shell } from './en/shell.ts'
import { signIn } from './en/sign-in.ts'
import { state } from './en/state.ts'
import { statement } from './en/statement.ts'
import { survey } from './en/survey.ts'
import { toSign } from './en/to-sign.ts'
import { visitor } from './en/visitor.ts'
import { why } from './en/why.ts'

/**
 * English sets the shape of every language. A page group is one file under `en/`, listed here, and one under each of
 * `ru/`, `zh/`, `vi/`; whichever is forgotten fails the type check. A browser is sent `pages`; what only an action says,
 * refusals and faults, stays on the server, and surveys and applications bring their words along (bring-words.ts).
 */
export const pages = {
	cancel,
	cards,
	shell,
	problem,
	state,
	signIn,
	visitor,
	account,
	password,
	overview,
	collectionPlan,
	contract,
	conversation,
	change,
	options,
	why,
	papers,
	penalty,
	statement,
	invoice,
	pay,
	quote,
	happened,
}
export const en = {
	...pages,
	fault,
	refusal,
	survey,
	partner,
	contractDays,
	payOff,
	ownDetails,
	quoteSaid,
	rating,
	toSign,
}
export type English = typeof en
export type Pages = typeof pages
export type Translation = { [Group in keyof English]: object }
