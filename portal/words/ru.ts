import type { Translation } from './en.ts'
import { account } from './ru/account.ts'
import { cancel } from './ru/cancel.ts'
import { cards } from './ru/cards.ts'
import { change } from './ru/change.ts'
import { collectionPlan } from './ru/collection-plan.ts'
import { contract } from './ru/contract.ts'
import { contractDays } from './ru/contract-days.ts'
import { conversation } from './ru/conversation.ts'
import { fault } from './ru/fault.ts'
import { happened } from './ru/happened.ts'
import { invoice } from './ru/invoice.ts'
import { options } from './ru/options.ts'
import { overview } from './ru/overview.ts'
import { ownDetails } from './ru/own-details.ts'
import { papers } from './ru/papers.ts'
import { partner } from './ru/partner.ts'
import { password } from './ru/password.ts'
import { pay } from './ru/pay.ts'
import { payOff } from './ru/pay-off.ts'
import { penalty } from './ru/penalty.ts'
import { problem } from './ru/problem.ts'
import { quote } from './ru/quote.ts'
import { quoteSaid } from './ru/quote-said.ts'
import { rating } from './ru/rating.ts'
import { refusal } from './ru/refusal.ts'
import { shell } from './ru/shell.ts'
import { signIn } from './ru/sign-in.ts'
import { state } from './ru/state.ts'
import { statement } from './ru/statement.ts'
import { survey } from './ru/survey.ts'
import { toSign } from './ru/to-sign.ts'
import { visitor } from './ru/visitor.ts'
import { why } from './ru/why.ts'

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
export const ru = {
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
