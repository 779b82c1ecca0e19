import { light } from './theme.ts'

export const paragraph = { margin: '0 0 16px', fontSize: 16, lineHeight: '25px', color: light.text }
export const small = { margin: 0, fontSize: 13, lineHeight: '20px', color: light.quiet }

export const face =
	"-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', sans-serif"
