import type { Translation } from './en.ts'
import { account } from './zh/account.ts'
import { cancel } from './zh/cancel.ts'
import { cards } from './zh/cards.ts'
import { change } from './zh/change.ts'
import { collectionPlan } from './zh/collection-plan.ts'
import { contract } from './zh/contract.ts'
import { contractDays } from './zh/contract-days.ts'
import { conversation } from './zh/conversation.ts'
import { fault } from './zh/fault.ts'
import { happened } from './zh/happened.ts'
import { invoice } from './zh/invoice.ts'
import { options } from './zh/options.ts'
import { overview } from './zh/overview.ts'
import { ownDetails } from './zh/own-details.ts'
import { papers } from './zh/papers.ts'
import { partner } from './zh/partner.ts'
import { password } from './zh/password.ts'
import { pay } from './zh/pay.ts'
import { payOff } from './zh/pay-off.ts'
import { penalty } from './zh/penalty.ts'
import { problem } from './zh/problem.ts'
import { quote } from './zh/quote.ts'
import { quoteSaid } from './zh/quote-said.ts'
import { rating } from './zh/rating.ts'
import { refusal } from './zh/refusal.ts'
import { shell } from './zh/shell.ts'
import { signIn } from './zh/sign-in.ts'
import { state } from './zh/state.ts'
import { statement } from './zh/statement.ts'
import { survey } from './zh/survey.ts'
import { toSign } from './zh/to-sign.ts'
import { visitor } from './zh/visitor.ts'
import { why } from './zh/why.ts'

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
export const zh = {
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
