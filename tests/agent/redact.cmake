# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0

assay_library(assay_test_secrets
  ${CMAKE_SOURCE_DIR}/tests/support/labelledshapes.cpp
  ${CMAKE_SOURCE_DIR}/tests/support/lookalikes.cpp ${CMAKE_SOURCE_DIR}/tests/support/lookalikes.h
  ${CMAKE_SOURCE_DIR}/tests/support/passageshapes.cpp
  ${CMAKE_SOURCE_DIR}/tests/support/plantedsecrets.cpp ${CMAKE_SOURCE_DIR}/tests/support/plantedsecrets.h
  ${CMAKE_SOURCE_DIR}/tests/support/secretshapes.h ${CMAKE_SOURCE_DIR}/tests/support/seededrandom.h
  ${CMAKE_SOURCE_DIR}/tests/support/survivor.cpp
  ${CMAKE_SOURCE_DIR}/tests/support/tokenshapes.cpp
  ${CMAKE_SOURCE_DIR}/tests/support/transcriptplaces.cpp)
target_link_libraries(assay_test_secrets PUBLIC nlohmann_json::nlohmann_json)

assay_test(tst_redactor SOURCES ${CMAKE_CURRENT_LIST_DIR}/tst_redactor.cpp
  LIBS assay_redact assay_test_secrets TIMEOUT 300)
assay_test(tst_redactorscore SOURCES ${CMAKE_CURRENT_LIST_DIR}/tst_redactorscore.cpp
  LIBS assay_redact assay_test_secrets TIMEOUT 300)
assay_test(tst_redactionreport SOURCES ${CMAKE_CURRENT_LIST_DIR}/tst_redactionreport.cpp
  LIBS assay_redact)
assay_test(tst_textview SOURCES ${CMAKE_CURRENT_LIST_DIR}/tst_textview.cpp
  LIBS assay_redact)
