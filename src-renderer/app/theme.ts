import type { ConfigProviderProps } from 'antd'

const isMotionReduced = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches

/** Our look for antd's components: flat, dense, one accent, the colours of `ui/tokens.css`. */
export function deskTheme(): NonNullable<ConfigProviderProps['theme']> {
  return {
    cssVar: { key: 'desk' },
    hashed: false,
    token: {
      colorPrimary: '#1d5b8c',
      colorInfo: '#1d5b8c',
      colorLink: '#1d5b8c',
      colorSuccess: '#1a6b3c',
      colorWarning: '#8a5200',
      colorError: '#a8201a',
      colorText: '#1c2430',
      colorTextSecondary: '#46505e',
      colorTextTertiary: '#5f6a78',
      colorTextPlaceholder: '#626c7a',
      colorTextDescription: '#5f6a78',
      colorBorder: '#c3cad3',
      colorBorderSecondary: '#e1e5ea',
      colorSplit: '#e1e5ea',
      borderRadius: 4,
      borderRadiusLG: 6,
      fontSize: 14,
      lineHeight: 1.6,
      fontFamily: 'var(--font)',
      controlHeight: 32,
      motion: !isMotionReduced(),
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
      colorBgMask: 'rgb(28 36 48 / 36%)',
      boxShadow: '0 4px 16px rgb(28 36 48 / 14%)',
      boxShadowSecondary: '0 4px 16px rgb(28 36 48 / 14%)',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 400 },
      Modal: { titleFontSize: 16 },
    },
  }
}
