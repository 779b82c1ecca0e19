import { type ButtonHTMLAttributes, type ReactNode, useId } from 'react'
import { Anchor, type AnchorProps } from './link.tsx'

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger'
type Size = 'normal' | 'small' | 'large'

const base =
	'inline-flex items-center justify-center gap-2 rounded-field border font-semibold leading-tight text-center transition-colors no-underline no-print'
const sizes: Record<Size, string> = {
	small: 'min-h-9 px-3 py-1.5 text-[0.9375rem]',
	normal: 'min-h-11 px-4.5 py-2.5',
	large: 'min-h-13 px-6 py-3 text-lg',
}
const kinds: Record<ButtonKind, string> = {
	primary: 'border-accent bg-accent text-on-accent hover:bg-accent-strong hover:border-accent-strong',
	secondary: 'border-edge bg-surface text-ink hover:bg-sunken',
	quiet: 'border-transparent text-accent hover:bg-accent-soft',
	danger: 'border-bad bg-surface text-bad hover:bg-bad-soft',
}
const off = 'border-line bg-sunken text-muted cursor-not-allowed'

function looks(kind: ButtonKind, size: Size, wide: boolean, disabled: boolean, className = ''): string {
	return `${base} ${sizes[size]} ${disabled ? off : kinds[kind]} ${wide ? 'w-full' : ''} ${className}`
}

type Shared = { kind?: ButtonKind; size?: Size; wide?: boolean; children: ReactNode }
type ButtonProps = Shared &
	Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> & {
		/** The act is under way: the button keeps its width and cannot be pressed again. */
		busy?: boolean
		/** Why it cannot be pressed; shown under the button and told to a screen reader. */
		disabledBecause?: string | undefined
		/** Opens or closes a dialog or popover by its id, without any script. */
		commandfor?: string
		command?: 'show-modal' | 'close' | 'toggle-popover'
	}

/** Does something. Says why when it cannot: it stays focusable, so that the reason can be read. */
export function Button({
	kind = 'primary',
	size = 'normal',
	wide = false,
	busy = false,
	disabledBecause,
	className,
	children,
	...rest
}: ButtonProps) {
	const reason = useId()
	const stopped = busy || disabledBecause !== undefined
	const button = (
		<button
			type="submit"
			{...rest}
			{...(disabledBecause === undefined ? {} : { type: 'button' })}
			className={looks(kind, size, wide, disabledBecause !== undefined, `${busy ? 'relative' : ''} ${className ?? ''}`)}
			aria-disabled={stopped || undefined}
			aria-busy={busy || undefined}
			aria-describedby={disabledBecause === undefined ? rest['aria-describedby'] : reason}
			onClick={stopped ? (event) => event.preventDefault() : rest.onClick}
		>
			{busy ? <Spinner /> : null}
			<span className={busy ? 'inline-flex items-center gap-2 opacity-0' : 'contents'}>{children}</span>
		</button>
	)
	if (disabledBecause === undefined) return button
	return (
		<span className={`inline-flex flex-col gap-1 ${wide ? 'w-full' : ''}`}>
			{button}
			<span id={reason} className="text-muted text-sm">
				{disabledBecause}
			</span>
		</span>
	)
}

/** Goes somewhere, drawn as a button. */
export function LinkButton({
	kind = 'primary',
	size = 'normal',
	wide = false,
	className,
	...rest
}: Shared & AnchorProps) {
	return <Anchor {...rest} className={looks(kind, size, wide, false, className)} />
}

function Spinner() {
	return (
		<span className="absolute inset-0 grid place-items-center" aria-hidden="true">
			<span className="size-5 animate-spin rounded-full border-2 border-current border-r-transparent" />
		</span>
	)
}
