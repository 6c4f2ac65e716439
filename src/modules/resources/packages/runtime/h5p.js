/*
 * H5P: h5p-standalone reads the package. It would then write a frame of its own, which in the sandbox is a stranger to the
 * window that makes it; so what it would put into that frame is put into this window.
 */
;(function () {
  'use strict'
  var status = {}

  Object.defineProperty(window, 'parent', { configurable: true, value: window })
  ;['contentWindow', 'contentDocument'].forEach(function (name) {
    var real = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, name).get
    Object.defineProperty(HTMLIFrameElement.prototype, name, {
      configurable: true,
      get: function () {
        var frame = this
        if (!frame.classList.contains('h5p-iframe')) return real.call(frame)
        if (name === 'contentWindow') return {}
        return {
          open: function () {},
          write: function () {},
          close: function () {
            playHere(frame).catch(failed)
          },
        }
      },
    })
  })

  function failed(error) {
    document.getElementById('h5p').textContent = String((error && error.message) || error)
    ngheSo.frame.tell({ kind: 'failed' })
  }

  function loadStyle(address) {
    var link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = address
    document.head.appendChild(link)
  }

  function loadScript(address) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement('script')
      script.src = address
      script.addEventListener('load', resolve)
      script.addEventListener('error', function () {
        reject(new Error(decodeURIComponent(address.split('/').pop())))
      })
      document.head.appendChild(script)
    })
  }

  async function playHere(frame) {
    var id = frame.getAttribute('data-content-id')
    var content = window.H5PIntegration.contents['cid-' + id]
    var core = window.H5PIntegration.core
    core.styles.concat(content.styles).forEach(loadStyle)
    for (var at = 0; at < core.scripts.length; at++) {
      await loadScript(core.scripts[at])
      // It would begin by itself before the libraries are there.
      window.H5P.preventInit = true
    }
    for (var next = 0; next < content.scripts.length; next++) await loadScript(content.scripts[next])
    window.H5P.externalEmbed = false
    window.H5P.externalDispatcher.on('xAPI', listen)
    var place = document.createElement('div')
    place.className = 'h5p-content'
    place.setAttribute('data-content-id', id)
    frame.replaceWith(place)
    window.H5P.init(document.body)
    ngheSo.frame.tell({ kind: 'begun' })
  }

  function listen(event) {
    var said = event.data.statement
    var verb = String(said.verb.id).split('/').pop()
    if (['completed', 'answered', 'passed', 'failed'].indexOf(verb) < 0) return
    // Parts of the content report too; what counts is the whole.
    var activities = said.context && said.context.contextActivities
    if (activities && activities.parent) return
    status.lesson = 'completed'
    var score = said.result && said.result.score
    if (score) {
      status.score = score.raw
      status.scaled = score.scaled
    }
    ngheSo.frame.tell({ kind: 'ended', status: status })
  }

  window.ngheSoPlayH5p = async function (place) {
    var own = place.dataset.own
    try {
      await new H5PStandalone.H5P(place, {
        h5pJsonPath: place.dataset.content,
        frameJs: own + '/h5p/frame.bundle.js',
        frameCss: own + '/h5p/styles/h5p.css',
        frame: false,
        icon: false,
      })
    } catch (error) {
      failed(error)
    }
  }
})()
