# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
assay_test(tst_samplehistory SOURCES ${CMAKE_CURRENT_LIST_DIR}/tst_samplehistory.cpp LIBS assay_sample assay_data)
assay_test(tst_samplelibrary SOURCES ${CMAKE_CURRENT_LIST_DIR}/tst_samplelibrary.cpp LIBS assay_sample assay_data)
assay_test(tst_largesession SOURCES ${CMAKE_CURRENT_LIST_DIR}/tst_largesession.cpp LIBS assay_sample assay_data)
