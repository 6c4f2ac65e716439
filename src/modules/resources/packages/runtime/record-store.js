/*
 * cmi5 and xAPI: a record store inside the page, which answers what `requests.js` catches. Nothing is sent to a server, nothing
 * outlasts the sitting.
 */
;(function () {
  'use strict'
  var frame = ngheSo.frame
  var kept = frame.kept
  kept.statements = kept.statements || []
  kept.documents = kept.documents || {}
  kept.status = kept.status || {}

  function uuid() {
    return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, function () {
      return Math.floor(Math.random() * 16).toString(16)
    })
  }

  var verbs = {
    initialized: function (status) {
      status.lesson = status.lesson || 'incomplete'
    },
    completed: function (status) {
      status.lesson = 'completed'
    },
    passed: function (status) {
      status.success = 'passed'
    },
    failed: function (status) {
      status.success = 'failed'
    },
  }

  function note(statement) {
    var verb = String((statement.verb && statement.verb.id) || '')
      .split('/')
      .pop()
    // Own verbs of the content change nothing here.
    if (Object.prototype.hasOwnProperty.call(verbs, verb)) verbs[verb](kept.status)
    var score = statement.result && statement.result.score
    if (score && typeof score.scaled === 'number') kept.status.scaled = score.scaled
    if (score && typeof score.raw === 'number') kept.status.score = score.raw
    if (verb === 'initialized') frame.tell({ kind: 'begun' })
    if (verb === 'terminated') frame.tell({ kind: 'ended', status: kept.status })
  }

  function store(body, id) {
    var sent = JSON.parse(body || '[]')
    var list = Array.isArray(sent) ? sent : [sent]
    list.forEach(function (statement) {
      statement.id = statement.id || id || uuid()
      statement.stored = new Date().toISOString()
      statement.timestamp = statement.timestamp || statement.stored
      kept.statements.push(statement)
      note(statement)
    })
    if (kept.statements.length > 500) kept.statements.splice(0, kept.statements.length - 500)
    frame.keep(kept.status)
    return list.map(function (statement) {
      return statement.id
    })
  }

  function statements(method, query, body) {
    if (method === 'POST') return { status: 200, json: store(body) }
    if (method === 'PUT') {
      store(body, query.get('statementId'))
      return { status: 204 }
    }
    var id = query.get('statementId')
    if (id) {
      var one = kept.statements.find(function (statement) {
        return statement.id === id
      })
      return one ? { status: 200, json: one } : { status: 404 }
    }
    var verb = query.get('verb')
    var found = kept.statements.filter(function (statement) {
      return !verb || (statement.verb && statement.verb.id === verb)
    })
    if (query.get('ascending') !== 'true') found.reverse()
    return {
      status: 200,
      json: { statements: found.slice(0, Number(query.get('limit')) || found.length), more: '' },
    }
  }

  /** The document a platform writes before a unit of cmi5 begins. */
  function launchData() {
    var data = {
      contextTemplate: {
        contextActivities: {
          grouping: [{ objectType: 'Activity', id: ngheSo.data.activity || ngheSo.item }],
        },
        extensions: { 'https://w3id.org/xapi/cmi5/context/extensions/sessionid': uuid() },
      },
      launchMode: 'Normal',
      moveOn: ngheSo.data.moveOn || 'NotApplicable',
      launchMethod: 'AnyWindow',
    }
    if (ngheSo.data.launchData) data.launchParameters = ngheSo.data.launchData
    if (ngheSo.data.masteryScore !== undefined) data.masteryScore = ngheSo.data.masteryScore
    return JSON.stringify(data)
  }

  function given(kind, id) {
    if (ngheSo.standard !== 'cmi5') return undefined
    if (kind === 'activities/state' && id === 'LMS.LaunchData')
      return { type: 'application/json', text: launchData() }
    if (kind === 'agents/profile' && id === 'cmi5LearnerPreferences')
      return { type: 'application/json', text: '{"languagePreference":"vi","audioPreference":"on"}' }
    return undefined
  }

  function documents(kind, method, query, body, type) {
    var id = query.get('stateId') || query.get('profileId')
    var place = kind + '\n' + (query.get('activityId') || '') + '\n'
    if (!id) {
      if (method === 'DELETE') {
        Object.keys(kept.documents).forEach(function (key) {
          if (key.slice(0, place.length) === place) delete kept.documents[key]
        })
        return { status: 204 }
      }
      return {
        status: 200,
        json: Object.keys(kept.documents)
          .filter(function (key) {
            return key.slice(0, place.length) === place
          })
          .map(function (key) {
            return key.slice(place.length)
          }),
      }
    }
    var key = place + id
    if (method === 'GET' || method === 'HEAD') {
      var found = kept.documents[key] || given(kind, id)
      return found ? { status: 200, text: found.text, type: found.type } : { status: 404 }
    }
    if (method === 'DELETE') delete kept.documents[key]
    else
      kept.documents[key] = {
        type: type || 'application/octet-stream',
        text: method === 'POST' ? merged(kept.documents[key], body) : body,
      }
    frame.keep(kept.status)
    return { status: 204 }
  }

  /** POST of one JSON object to another adds its members. */
  function merged(before, body) {
    try {
      return before ? JSON.stringify(Object.assign(JSON.parse(before.text), JSON.parse(body))) : body
    } catch {
      return body
    }
  }

  function answer(asked, method, body, type) {
    var query = asked.query
    // The way of old browsers: everything as fields of one POST.
    if (query.get('method')) {
      var fields = new URLSearchParams(body || '')
      method = query.get('method')
      fields.forEach(function (value, name) {
        query.set(name, value)
      })
      body = fields.get('content')
      type = fields.get('Content-Type') || type
    }
    try {
      if (asked.name === 'fetch') return { status: 200, json: { 'auth-token': 'bmdoZS1zbzo=' } }
      if (asked.name === 'lrs/statements') return statements(method, query, body)
      if (
        asked.name === 'lrs/activities/state' ||
        asked.name === 'lrs/activities/profile' ||
        asked.name === 'lrs/agents/profile'
      )
        return documents(asked.name.slice(4), method, query, body, type)
      if (asked.name === 'lrs/about') return { status: 200, json: { version: ['1.0.3'] } }
      if (asked.name === 'lrs/activities')
        return { status: 200, json: { objectType: 'Activity', id: query.get('activityId') } }
      if (asked.name === 'lrs/agents') return { status: 200, json: { objectType: 'Person' } }
    } catch (error) {
      return { status: 400, text: String(error), type: 'text/plain' }
    }
    return { status: 404 }
  }

  ngheSo.answer = answer
})()
