import { ExperimentOutlined } from '@ant-design/icons'
import { type RoomPages, part } from '#ui/rooms.tsx'

const load = () => import('./SamplesPage.tsx').then((m) => m.SamplesPage)

export const samplePages: RoomPages = {
  pages: [
    { path: '/samples', title: '采样检测', load },
    { path: '/samples/$sampleId', title: '样品', load },
  ],
  nav: [{ group: 'work', to: '/samples', title: '采样检测', short: '采样', icon: <ExperimentOutlined />, action: 'sample.view' }],
  desk: [
    { order: 90, half: true, action: 'sample.view', block: part(() => import('./SampleDeskBlock.tsx').then((m) => m.SampleDeskBlock)) },
  ],
}
