import type { RequestHandler } from 'express'
import { z } from 'zod'
import { act, type Books, type Scope, type Verb } from '#core/act.ts'
import { askToActivate } from '#core/api/ask-to-activate.ts'
import { doOnce } from '#core/api/once.ts'
import { paymentInput, recordPayment } from '#core/api/record-payment.ts'
import { type ApiScope, apiScopes } from '#core/api/scopes.ts'
import { type ChangeTerms, changeTerms, termsInput } from '#core/contract/change-terms.ts'
import { createContract } from '#core/contract/create.ts'
import { contractInput } from '#core/contract/input.ts'
import { createCustomer } from '#core/customer/create.ts'
import { type EditCustomer, editCustomer } from '#core/customer/edit.ts'
import { customerInput } from '#core/customer/input.ts'
import { may } from '#core/permit.ts'
import { writtenSchema } from './anew.ts'
import { sendJson, sendProblem, sendRefusal, valueIn } from './answer.ts'

/** Something a program can do: its address, what it sends, what core does. Every field is checked again by core. */
export type Write = {
	path: string
	/** What it is called in the description. */
	name: string
	summary: string
	scope: ApiScope & `${string}:${'write' | 'amend'}`
	body: z.ZodType
	status: 200 | 201
	/** What is answered, where programs go on with it. */
	answer?: object
	/** Somebody else may have to agree first: then 202, with the request for it. */
	mayAsk?: true
	/** The verb for the thing that the address names, if it names one. */
	verb: (id: string) => Verb<never, object>
}

export const writes: Write[] = [
	{
		path: 'customers',
		name: 'createCustomer',
		summary: 'A new customer with the next number.',
		scope: 'customers:write',
		body: customerInput,
		status: 201,
		answer: writtenSchema,
		verb: () => createCustomer,
	},
	{
		path: 'customers/:id',
		name: 'editCustomer',
		summary:
			'All of a customer anew: `anew` of it as it was read, and what is to be otherwise. `version` is the one that was read: another change in between is a 409.',
		scope: 'customers:write',
		body: customerInput.extend({ version: z.number().int() }),
		status: 200,
		answer: writtenSchema,
		verb: (customerId) => (scope: Scope, input: object) =>
			editCustomer(scope, { ...(input as EditCustomer), id: customerId }),
	},
	{
		path: 'contracts',
		name: 'createContract',
		summary: 'A new draft with its lines.',
		scope: 'contracts:write',
		body: contractInput,
		status: 201,
		verb: () => createContract,
	},
	{
		path: 'contracts/:id/activate',
		name: 'activateContract',
		summary:
			'Brings a draft into force: from then on it is billed. Where a workflow of the company asks somebody to agree first, it is asked for (202) and done once they have agreed.',
		scope: 'contracts:write',
		body: z.object({}),
		status: 200,
		mayAsk: true,
		verb: (contractId) => (scope: Scope) => askToActivate(scope, { id: contractId }),
	},
	{
		path: 'contracts/:id/terms',
		name: 'changeTerms',
		summary:
			'Changes what is agreed beside the lines of a contract in force, from today on, by an amendment. What is not named stays; `version` is that of the terms as they were read: another change in between is a 409.',
		scope: 'contracts:amend',
		body: termsInput.omit({ id: true }),
		status: 200,
		verb: (contractId) => (scope: Scope, input: object) =>
			changeTerms(scope, { ...(input as ChangeTerms), id: contractId }),
	},
	{
		path: 'payments',
		name: 'recordPayment',
		summary: 'Money that came some other way than by card.',
		scope: 'payments:write',
		body: paymentInput,
		status: 201,
		verb: () => recordPayment,
	},
]

/**
 * Does it and answers what it made. With `Idempotency-Key` it is done once, however often it is asked; a body that does not fit
 * is refused with every field that is wrong.
 */
export function writeHandler(books: Books, { path, scope, body, status, mayAsk, verb }: Write): RequestHandler {
	return async (request, response) => {
		const { actor, keyId } = response.locals.program
		// Who may not do it is not told what would have to be sent.
		const [action] = apiScopes[scope]
		if (!may(actor, action)) return sendRefusal(response, { code: 'not_permitted', facts: { action } })
		const named = z.string().min(1).max(200).optional().safeParse(request.get('idempotency-key'))
		if (!named.success)
			return sendProblem(response, {
				status: 422,
				code: 'input.invalid',
				detail: 'An Idempotency-Key has 1 to 200 characters.',
			})
		const target = String(request.params.id ?? '')
		if (target && !z.uuid().safeParse(target).success)
			return sendProblem(response, {
				status: 404,
				code: 'not_found',
				detail: 'That does not exist, or it is not yours to see.',
			})
		const read = body.safeParse(request.body ?? {})
		if (!read.success) {
			const fields = read.error.issues.map((issue) => ({ field: issue.path.join('.'), problem: issue.message }))
			const detail = fields.map(({ field, problem }) => `${field || 'body'}: ${problem}`).join('; ')
			return sendProblem(response, {
				status: 422,
				code: 'input.invalid',
				detail: detail.slice(0, 1000),
				facts: { fields },
			})
		}
		const once = {
			keyId,
			name: named.data,
			what: path.replace(':id', target),
			input: request.body ?? {},
			verb: verb(target) as Verb<unknown, object>,
		}
		const made = valueIn(response, await act(books, actor, doOnce<unknown, object>, once))
		if (made) sendJson(response, made, mayAsk && 'request' in (made as object) ? 202 : status)
	}
}
