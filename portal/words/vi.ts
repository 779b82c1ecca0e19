import type { Translation } from './en.ts'
import { account } from './vi/account.ts'
import { cancel } from './vi/cancel.ts'
import { cards } from './vi/cards.ts'
import { change } from './vi/change.ts'
import { collectionPlan } from './vi/collection-plan.ts'
import { contract } from './vi/contract.ts'
import { contractDays } from './vi/contract-days.ts'
import { conversation } from './vi/conversation.ts'
import { fault } from './vi/fault.ts'
import { happened } from './vi/happened.ts'
import { invoice } from './vi/invoice.ts'
import { options } from './vi/options.ts'
import { overview } from './vi/overview.ts'
import { ownDetails } from './vi/own-details.ts'
import { papers } from './vi/papers.ts'
import { partner } from './vi/partner.ts'
import { password } from './vi/password.ts'
import { pay } from './vi/pay.ts'
import { payOff } from './vi/pay-off.ts'
import { penalty } from './vi/penalty.ts'
import { problem } from './vi/problem.ts'
import { quote } from './vi/quote.ts'
import { quoteSaid } from './vi/quote-said.ts'
import { rating } from './vi/rating.ts'
import { refusal } from './vi/refusal.ts'
import { shell } from './vi/shell.ts'
import { signIn } from './vi/sign-in.ts'
import { state } from './vi/state.ts'
import { statement } from './vi/statement.ts'
import { survey } from './vi/survey.ts'
import { toSign } from './vi/to-sign.ts'
import { visitor } from './vi/visitor.ts'
import { why } from './vi/why.ts'

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
export const vi = {
	...pages,
	fault,
	refusal,
	survey,
	partner,
	contractDays,
	payOff,
	ownDetails,
	rating,
	quoteSaid,
	toSign,
} satisfies Translation
