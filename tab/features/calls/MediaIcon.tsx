import { CallRegular } from '@fluentui/react-icons/svg/call'
import { VideoRegular } from '@fluentui/react-icons/svg/video'
import type { Media } from '#core/contract/calls'

export const MediaIcon = ({ media }: { media: Media }) => (media === 'video' ? <VideoRegular /> : <CallRegular />)
