import { askAhead } from './ask-ahead.ts'
import { loadLetters } from './letters.ts'
import { closeMenus } from './menus.ts'
import { slideDays } from './slide.ts'
import { unfoldInPlace } from './unfold.ts'

// All the script of a still page. Everything works without it, a step or two longer.
closeMenus()
unfoldInPlace()
slideDays()
askAhead(document.currentScript?.nonce ?? '')
loadLetters(document.currentScript?.dataset.letters ?? '')
document.querySelector<HTMLFormElement>('form[data-sends-itself]')?.requestSubmit()
