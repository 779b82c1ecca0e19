import { type FieldMetadata, type FormMetadata, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, useNavigation } from '@remix-run/react'
import type { ComponentProps } from 'react'

/** Conform keeps what was wrong until it is told something else, also when the same page comes back and all went well. */
const nothingWrong: SubmissionResult<string[]> = { error: {} }

/**
 * A page's form: what was posted and what was wrong with it come back from the action. Checked on the server only, so
 * that no schema is sent to the browser; the browser's own checks of `required` and `type` help before.
 */
export function usePageForm<Fields extends Record<string, unknown>>(
	result: SubmissionResult<string[]> | undefined,
	options: { id: string; defaultValue?: { [Name in keyof Fields]?: string | null | undefined } },
) {
	return useForm<Fields>({
		id: options.id,
		lastResult: result ?? nothingWrong,
		defaultNoValidate: false,
		...(options.defaultValue ? { defaultValue: options.defaultValue as never } : {}),
	})
}

type PageFormProps<Fields extends Record<string, unknown>> = Omit<ComponentProps<typeof Form>, 'form' | 'method'> & {
	form: FormMetadata<Fields, string[]>
}

/** Posts to the page's own action; cannot be sent twice while on its way. */
export function PageForm<Fields extends Record<string, unknown>>({ form, ...rest }: PageFormProps<Fields>) {
	const busy = useIsPosting(rest.action)
	return (
		<Form
			method="post"
			{...rest}
			id={form.id}
			onSubmit={(event) => {
				if (busy) event.preventDefault()
				else rest.onSubmit?.(event)
			}}
		/>
	)
}

/** Whether a form is on its way, to this page or to `action`: for the `busy` of its button. */
export function useIsPosting(action?: string): boolean {
	const navigation = useNavigation()
	return navigation.formMethod === 'POST' && (action === undefined || navigation.formAction === action)
}

/** Whether the button of an intent was pressed and is on its way: of several forms on a page only that one is busy. */
export function useIsSending(intent: string): boolean {
	const navigation = useNavigation()
	return navigation.formMethod === 'POST' && navigation.formData?.get('intent') === intent
}

/** What a field of `ui/` needs from Conform: `<Input {...bound(fields.email)} label="…" />`. */
export function bound(field: FieldMetadata<unknown, Record<string, unknown>, string[]>) {
	return {
		id: field.id,
		name: field.name,
		defaultValue: typeof field.initialValue === 'string' ? field.initialValue : '',
		errors: field.errors,
	}
}
